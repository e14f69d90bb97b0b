package io.braid.engine.authorize;

import io.braid.engine.authorize.Entry.Standing;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who may use one service: what is known of its subscribers, and the questions about them, one at a time for each. From
 * any thread; nothing here waits.
 */
public final class Office {
    /** Subscribers that are asked for again in one go when the configuration is another one. */
    private static final int REVIEW_MAX = 64;

    private static final long REVIEW_PAUSE_MS = 100;

    private final String service;
    private final Registry registry;
    private final Judgement judgement;
    private final Map<AddressPrefix, Entry> entries = new ConcurrentHashMap<>();
    /** Those without a conversion, the one that left first in front: it makes room. */
    private final Map<AddressPrefix, Entry> idle = new LinkedHashMap<>();

    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private volatile Terms terms;
    private volatile boolean closed;

    Office(String service, Registry registry) {
        this.service = service;
        this.registry = registry;
        this.judgement = new Judgement(service, registry);
    }

    /** Follows the configuration; subscribers that were answered for under another one are asked for again, bit by bit. */
    void apply(ServiceConfig config) {
        Terms before = terms;
        closed = false;
        terms = Terms.of(config, before, registry);
        if (before != null && before.generation() != terms.generation()) {
            review(List.copyOf(entries.values()).iterator());
        }
    }

    /** The service is not configured any more: who has no conversion is attached no more. */
    void close() {
        closed = true;
        entries.values().forEach(this::remind);
    }

    private void review(Iterator<Entry> rest) {
        List<Entry> again = new ArrayList<>();
        for (int i = 0; i < REVIEW_MAX && rest.hasNext(); i++) {
            Entry entry = rest.next();
            synchronized (entry) {
                boolean old = entry.attached != null && entry.generation != terms.generation();
                if (old && !ask(entry, entry.query)) {
                    again.add(entry);
                }
            }
        }
        if (rest.hasNext() || !again.isEmpty()) {
            rest.forEachRemaining(again::add);
            registry.later(() -> review(again.iterator()), REVIEW_PAUSE_MS);
        }
    }

    /** Who comes from an address. */
    SubscriberKey key(InetAddress source) {
        return SubscriberKey.of(service, source, terms.ipv6PrefixLength());
    }

    /** The subscriber with this address, if it is attached and need not be asked for. */
    public Optional<Attached> known(InetAddress source) {
        Entry entry = entries.get(key(source).prefix());
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
        Entry entry = entries.get(key(source).prefix());
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
     * @param later hears it, on any thread, if it cannot be told at once
     * @return empty if it is told later
     */
    public Optional<Admittance> admit(
            InetSocketAddress customer,
            InetSocketAddress local,
            InetSocketAddress destination,
            Consumer<Admittance> later) {
        SubscriberKey key = key(customer.getAddress());
        while (true) {
            Entry entry = entries.get(key.prefix());
            if (entry == null) {
                if (!makeRoom()) {
                    return Optional.of(refused(Reason.SUBSCRIBERS_MAX, ""));
                }
                entry = entries.computeIfAbsent(key.prefix(), _ -> new Entry(key));
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
        if (entry.question == 0 && !entry.current(Registry.now(), terms.generation()) && !ask(entry, entry.query)) {
            if (entry.standing == Standing.UNKNOWN && entry.idle()) {
                forget(entry);
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

    /** Removes who left first, if there are as many as there may be; whether there is room. */
    private boolean makeRoom() {
        while (entries.size() >= terms.config().subscribersMax()) {
            Entry eldest;
            synchronized (idle) {
                if (idle.isEmpty()) {
                    return false;
                }
                Iterator<Entry> first = idle.values().iterator();
                eldest = first.next();
                first.remove();
            }
            synchronized (eldest) {
                if (eldest.idle() && eldest.question == 0) {
                    judgement.detach(eldest, Ending.IDLE);
                    forget(eldest);
                }
            }
        }
        return true;
    }

    private void forget(Entry entry) {
        entry.gone = true;
        entries.remove(entry.key().prefix(), entry);
        synchronized (idle) {
            idle.remove(entry.key().prefix(), entry);
        }
        if (entry.reminder != null) {
            entry.reminder.cancel(false);
        }
    }

    private Attached enter(Entry entry) {
        Attached attached = entry.attached;
        if (attached == null) {
            attached = registry.attached(entry);
            attached.granted(entry.by, entry.policy, entry.identity);
            entry.attached = attached;
            registry.tellAttached(attached);
        }
        if (attached.conversions() == 0) {
            synchronized (idle) {
                idle.remove(entry.key().prefix(), entry);
            }
        }
        attached.enter();
        remind(entry);
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
                rest(entry);
            } else {
                judgement.tellEnd(subscriber);
            }
        }
    }

    /** It has no conversion: it may have to make room, or to go. */
    private void rest(Entry entry) {
        if (!entry.gone) {
            synchronized (idle) {
                idle.put(entry.key().prefix(), entry);
            }
            remind(entry);
        }
    }

    /** Begins to ask, if there are not too many questions already; the answer may have come when this returns. */
    private boolean ask(Entry entry, Query query) {
        Terms now = terms;
        if (entry.question != 0) {
            return true;
        }
        if (questions.incrementAndGet() > now.config().questionsMax()) {
            questions.decrementAndGet();
            return false;
        }
        long question = asked.incrementAndGet();
        entry.question = question;
        Query again = new Query(
                query.subscriber(),
                query.customer(),
                query.local(),
                query.destination(),
                Optional.empty(),
                Optional.ofNullable(entry.attached));
        Chain.ask(now.config().order(), now.authorizers(), again, outcome -> answered(entry, question, now, outcome));
        if (entry.question == question) {
            entry.patience = registry.later(
                    () -> answered(
                            entry,
                            question,
                            now,
                            new Chain.Outcome(
                                    new Decision.Unavailable("no answer in time"), Optional.empty(), Optional.empty())),
                    now.config().timeout().toMillis());
        }
        return true;
    }

    private void answered(Entry entry, long question, Terms then, Chain.Outcome outcome) {
        List<Consumer<Admittance>> waiters;
        List<Admittance> answers = new ArrayList<>();
        synchronized (entry) {
            if (entry.question != question) {
                return;
            }
            closeQuestion(entry);
            entry.generation = then.generation();
            judgement.judge(entry, then.config(), outcome);
            waiters = entry.waiters;
            entry.waiters = new ArrayList<>(1);
            waiters.forEach(_ -> answers.add(answer(entry)));
            if (entry.idle()) {
                rest(entry);
            }
            remind(entry);
        }
        for (int i = 0; i < waiters.size(); i++) {
            waiters.get(i).accept(answers.get(i));
        }
    }

    private void closeQuestion(Entry entry) {
        entry.question = 0;
        questions.decrementAndGet();
        if (entry.patience != null) {
            entry.patience.cancel(false);
            entry.patience = null;
        }
    }

    /** Sees to it that what comes next in the life of an entry is noticed. */
    private void remind(Entry entry) {
        synchronized (entry) {
            long at = nextAt(entry);
            if (entry.gone || entry.reminder != null && entry.reminderAt <= at) {
                return;
            }
            if (entry.reminder != null) {
                entry.reminder.cancel(false);
            }
            entry.reminderAt = at;
            entry.reminder = registry.later(() -> reminded(entry), Math.max(1, at - Registry.now()));
        }
    }

    private long nextAt(Entry entry) {
        AuthorizationConfig config = terms.config();
        Attached attached = entry.attached;
        if (attached == null) {
            boolean kept = entry.standing == Standing.PERMITTED
                    && config.outage().policy() != OutagePolicy.FAIL_CLOSED;
            return entry.until + (kept ? config.outage().staleMax().toMillis() : 0);
        }
        if (attached.conversions() > 0) {
            return entry.until;
        }
        long idleMs = attached.policy().idleTimeout().orElse(config.idleTimeout()).toMillis();
        return closed ? entry.idleSince : entry.idleSince + idleMs;
    }

    private void reminded(Entry entry) {
        synchronized (entry) {
            entry.reminder = null;
            if (entry.gone || entry.question != 0) {
                // The answer sets the next one.
                return;
            }
            if (nextAt(entry) <= Registry.now()) {
                timeIsOver(entry);
            }
            remind(entry);
        }
    }

    private void timeIsOver(Entry entry) {
        Attached attached = entry.attached;
        if (attached == null) {
            forget(entry);
        } else if (attached.conversions() == 0) {
            boolean session = attached.policy().sessionTimeout().isPresent() && entry.until <= Registry.now();
            judgement.detach(entry, closed ? Ending.RECONFIGURED : session ? Ending.SESSION_TIMEOUT : Ending.IDLE);
        } else if (attached.policy().sessionTimeout().isPresent()
                && attached.policy().atTimeout() == AtTimeout.END
                && entry.by.isPresent()) {
            withdraw(entry, Ending.SESSION_TIMEOUT);
            rest(entry);
        } else if (closed || !ask(entry, entry.query)) {
            entry.until = Registry.now() + terms.config().outage().retry().toMillis();
        }
    }

    /** Ends a subscription; its subscriber is asked for again, at once or after a while. */
    private CompletionStage<Void> withdraw(Entry entry, Ending why) {
        Verdict.Refuse refusal =
                Verdict.refuse(Reason.SUBSCRIBER_ENDED, why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        if (entry.question != 0) {
            closeQuestion(entry);
            List<Consumer<Admittance>> waiters = entry.waiters;
            entry.waiters = new ArrayList<>(1);
            registry.later(() -> waiters.forEach(each -> each.accept(new Admittance.Refused(refusal))), 0);
        }
        Duration hold = why == Ending.DISCONNECTED ? terms.config().disconnectHold() : Duration.ZERO;
        return judgement.refuse(entry, hold, refusal, why);
    }

    CompletionStage<Boolean> end(Attached subscriber, Ending why) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            if (entry.attached != subscriber) {
                return CompletableFuture.completedStage(false);
            }
            CompletionStage<Boolean> done = withdraw(entry, why).thenApply(_ -> true);
            if (why != Ending.DISCONNECTED) {
                entry.standing = Standing.UNKNOWN;
            }
            rest(entry);
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
                rest(entry);
                return ended.thenApply(_ -> true);
            }
            entry.policy = after;
            subscriber.policy(after);
            if (!after.sessionTimeout().equals(before.sessionTimeout())) {
                entry.until = Registry.now() + after.sessionTimeout().orElse(terms.config().permitLifetime()).toMillis();
            }
            remind(entry);
            registry.tellChanged(subscriber);
            return registry.serving().changed(subscriber).thenApply(_ -> true);
        }
    }

    boolean reauthorize(Attached subscriber) {
        Entry entry = subscriber.entry();
        synchronized (entry) {
            return entry.attached == subscriber && ask(entry, entry.query);
        }
    }

    /** All subscriptions now. */
    Collection<Attached> subscriptions() {
        return entries.values().stream()
                .map(entry -> entry.attached)
                .filter(attached -> attached != null)
                .toList();
    }

    /** The subscription of a prefix. */
    Optional<Attached> subscription(AddressPrefix prefix) {
        return Optional.ofNullable(entries.get(prefix)).map(entry -> entry.attached);
    }

    /** Nobody is attached any more. */
    void stop() {
        for (Entry entry : entries.values()) {
            synchronized (entry) {
                judgement.detach(entry, Ending.STOPPED);
            }
        }
    }

    /** Subscribers that are remembered, attached or not. */
    int remembered() {
        return entries.size();
    }

    /** Questions under way. */
    int questions() {
        return questions.get();
    }
}
