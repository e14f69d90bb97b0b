package io.braid.engine.authorize;

import io.braid.engine.authorize.Entry.Standing;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Who may use one service, by what is known of its subscribers. From any thread; nothing here waits. */
public final class Office {
    private final String service;
    private final Registry registry;
    private final Judgement judgement;
    private final Roll roll = new Roll();
    private final Questions questions;
    private final Calendar calendar;
    private volatile Terms terms;

    Office(String service, Registry registry) {
        this.service = service;
        this.registry = registry;
        judgement = new Judgement(service, registry);
        questions = new Questions(registry, judgement, this::answer, this::settled);
        calendar = new Calendar(registry, roll, judgement, questions);
    }

    /** Follows the configuration. */
    void apply(ServiceConfig config) {
        terms = Terms.of(config, terms, registry);
        calendar.follow(terms);
    }

    /** The service is not configured any more: who has no conversion is attached no more. */
    void close() {
        calendar.close();
    }

    /** Who comes from an address. */
    SubscriberKey key(InetAddress source) {
        return SubscriberKey.of(service, source, terms.ipv6PrefixLength());
    }

    /** The subscriber with this address, if it is attached and need not be asked for. */
    public Optional<Attached> known(InetAddress source) {
        Entry entry = roll.find(key(source).prefix());
        Terms now = terms;
        if (entry == null) {
            return Optional.empty();
        }
        Attached attached = entry.attached;
        return attached != null && entry.generation == now.generation() ? Optional.of(attached) : Optional.empty();
    }

    /** Whether a connection from this address raises a question that others have to answer. */
    public boolean raisesQuestion(InetAddress source) {
        Terms now = terms;
        if (!now.config().remote()) {
            return false;
        }
        Entry entry = roll.find(key(source).prefix());
        if (entry == null) {
            return true;
        }
        synchronized (entry) {
            return entry.question == 0 && !entry.current(Registry.now(), now.generation());
        }
    }

    /** Whether what subscribers use of each access network is of interest. */
    public boolean measured() {
        return terms != null && !terms.config().open();
    }

    /** How long a connection may have to wait for its admittance. */
    public Duration patience() {
        return terms.config().timeout();
    }

    /**
     * Whether a connection may be converted.
     *
     * @param destination where it wants to go; empty if it only asks what the service can do
     * @param later hears it, on any thread, if it cannot be told at once
     * @return empty if it is told later
     */
    public Optional<Admittance> admit(
            InetSocketAddress customer,
            InetSocketAddress local,
            Optional<InetSocketAddress> destination,
            Consumer<Admittance> later) {
        SubscriberKey key = key(customer.getAddress());
        while (true) {
            Entry entry = roll.find(key.prefix());
            if (entry == null) {
                if (!makeRoom()) {
                    return Optional.of(refused(Reason.SUBSCRIBERS_MAX, ""));
                }
                entry = roll.of(key);
            }
            synchronized (entry) {
                if (!entry.gone) {
                    entry.query = new Query(
                            key, customer, local, destination, Optional.empty(), Optional.ofNullable(entry.attached));
                    return admit(entry, later);
                }
            }
        }
    }

    private Optional<Admittance> admit(Entry entry, Consumer<Admittance> later) {
        if (entry.question == 0
                && !entry.current(Registry.now(), terms.generation())
                && !questions.ask(entry, terms)) {
            if (entry.standing == Standing.UNKNOWN && entry.idle()) {
                roll.forget(entry);
            }
            return Optional.of(refused(Reason.AUTHORIZATIONS_MAX, ""));
        }
        if (entry.current(Registry.now(), terms.generation())) {
            return Optional.of(answer(entry));
        }
        entry.waiters.add(later);
        return Optional.empty();
    }

    private static Admittance refused(Reason reason, String detail) {
        return new Admittance.Refused(Verdict.refuse(reason, detail));
    }

    /** What the last answer means for a connection. */
    private Admittance answer(Entry entry) {
        return entry.standing == Standing.PERMITTED
                ? new Admittance.Granted(enter(entry))
                : new Admittance.Refused(entry.refusal);
    }

    /** There was an answer, or there is none. */
    private void settled(Entry entry) {
        if (entry.idle()) {
            calendar.rest(entry);
        }
        calendar.remind(entry);
    }

    /** Removes who left first, if there are as many as there may be; whether there is room. */
    private boolean makeRoom() {
        while (roll.size() >= terms.config().subscribersMax()) {
            Optional<Entry> eldest = roll.takeEldest();
            if (eldest.isEmpty()) {
                return false;
            }
            Entry entry = eldest.get();
            synchronized (entry) {
                if (entry.idle() && entry.question == 0) {
                    judgement.detach(entry, Ending.IDLE);
                    roll.forget(entry);
                }
            }
        }
        return true;
    }

    private Attached enter(Entry entry) {
        Attached attached = entry.attached;
        if (attached == null) {
            attached = registry.attached(entry);
            attached.granted(entry.by, entry.policy, entry.identity);
            entry.attached = attached;
            registry.index().put(attached);
            registry.tellAttached(attached);
        }
        if (attached.conversions() == 0) {
            roll.wakes(entry);
        }
        attached.enter();
        calendar.remind(entry);
        return attached;
    }

    /** A conversion of this subscriber is over. */
    public void leave(Attached subscriber) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            subscriber.leave();
            if (subscriber.conversions() > 0) {
                return;
            }
            if (entry.attached == subscriber) {
                entry.idleSince = Registry.now();
                calendar.rest(entry);
            } else {
                judgement.tellEnd(subscriber);
            }
        }
    }

    CompletionStage<Boolean> end(Attached subscriber, Ending why) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            if (entry.attached != subscriber) {
                return CompletableFuture.completedStage(false);
            }
            CompletionStage<Boolean> done = calendar.withdraw(entry, why).thenApply(_ -> true);
            if (why != Ending.DISCONNECTED) {
                entry.standing = Standing.UNKNOWN;
            }
            calendar.rest(entry);
            return done;
        }
    }

    CompletionStage<Boolean> change(Attached subscriber, UnaryOperator<SubscriberPolicy> change) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            if (entry.attached != subscriber) {
                return CompletableFuture.completedStage(false);
            }
            SubscriberPolicy before = entry.policy;
            SubscriberPolicy after = change.apply(before);
            if (after.use() == Use.DENY) {
                CompletionStage<Void> ended = judgement.deny(entry, terms.config(), "its policy was changed");
                calendar.rest(entry);
                return ended.thenApply(_ -> true);
            }
            entry.policy = after;
            subscriber.policy(after);
            registry.index().put(subscriber);
            if (!after.sessionTimeout().equals(before.sessionTimeout())) {
                entry.until = Registry.now() + after.sessionTimeout().orElse(terms.config().permitLifetime()).toMillis();
            }
            calendar.remind(entry);
            registry.tellChanged(subscriber);
            return registry.serving().changed(subscriber).thenApply(_ -> true);
        }
    }

    boolean reauthorize(Attached subscriber) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            return entry.attached == subscriber && questions.ask(entry, terms);
        }
    }

    /** The subscription of a prefix. */
    Optional<Attached> subscription(AddressPrefix prefix) {
        return Optional.ofNullable(roll.find(prefix)).map(entry -> entry.attached);
    }

    /** Nobody is attached any more. */
    void stop() {
        roll.all().forEach(entry -> {
            synchronized (entry) {
                judgement.detach(entry, Ending.STOPPED);
            }
        });
    }

    /** Subscribers that are remembered, attached or not. */
    int remembered() {
        return roll.size();
    }

    /** Questions under way. */
    int questions() {
        return questions.underWay();
    }
}
