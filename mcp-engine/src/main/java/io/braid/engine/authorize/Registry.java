package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig.Ident;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.verdict.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers of all services; one thread for what comes with time, and for telling. */
public final class Registry implements Subscribers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final long STOP_MS = 2_000;

    private final Map<String, Office> offices = new ConcurrentHashMap<>();
    private final Map<Method, Authorizer> plugged = new EnumMap<>(Method.class);
    private final Map<String, AuthorizationHealth> health = new ConcurrentHashMap<>();
    /** Used by the clock's thread alone, as are those of whom they were told. */
    private final List<SubscriberListener> listeners = new ArrayList<>();

    private final Map<String, Attached> told = new HashMap<>();
    private final List<Consumer<AuthorizationHealth>> watchers = new CopyOnWriteArrayList<>();
    private final String prefix = "%016x".formatted(new SecureRandom().nextLong());
    private final AtomicLong ids = new AtomicLong();
    private final SubscriptionIndex index = new SubscriptionIndex();
    private final ScheduledThreadPoolExecutor clock;
    private volatile Function<Ident, Authorizer> identMaker;
    private volatile Serving serving = new Idle();

    /** @param authorizers those that come from outside of the engine */
    public Registry(Map<Method, Authorizer> authorizers) {
        plugged.putAll(authorizers);
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("subscribers").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Who makes the client that asks subscribers' hosts, before the first service. */
    public void identBy(Function<Ident, Authorizer> maker) {
        identMaker = maker;
    }

    Optional<Authorizer> ident(Ident config) {
        return Optional.ofNullable(identMaker).map(maker -> maker.apply(config));
    }

    /** Who serves the subscribers' conversions, before the first service. */
    public void servedBy(Serving relay) {
        serving = relay;
    }

    /** Follows a snapshot. */
    public synchronized void apply(Collection<ServiceConfig> services) {
        Set<String> names = new HashSet<>();
        for (ServiceConfig service : services) {
            names.add(service.name());
            offices.computeIfAbsent(service.name(), name -> new Office(name, this)).apply(service);
        }
        offices.forEach((name, office) -> {
            if (!names.contains(name)) {
                office.close();
            }
        });
    }

    /** Who may use a service of the snapshot. */
    public Office office(String service) {
        return offices.get(service);
    }

    @Override
    public Stream<Subscription> all() {
        return index.all().stream().map(Subscription.class::cast);
    }

    @Override
    public Optional<Subscription> of(SubscriberKey key) {
        return Optional.ofNullable(offices.get(key.service()))
                .flatMap(office -> office.subscription(key.prefix()));
    }

    @Override
    public List<Subscription> find(SubscriberMatch match) {
        return index.candidates(match).filter(match::fits).map(Subscription.class::cast).toList();
    }

    @Override
    public CompletionStage<Boolean> change(Subscription subscription, UnaryOperator<SubscriberPolicy> change) {
        return office(subscription).change((Attached) subscription, change);
    }

    @Override
    public CompletionStage<Boolean> end(Subscription subscription, Ending ending) {
        return office(subscription).end((Attached) subscription, ending);
    }

    @Override
    public boolean reauthorize(Subscription subscription) {
        return office(subscription).reauthorize((Attached) subscription);
    }

    @Override
    public CompletionStage<Usage> usage(Subscription subscription) {
        return serving.measure((Attached) subscription).thenApply(_ -> subscription.usage());
    }

    private Office office(Subscription subscription) {
        return offices.get(subscription.key().service());
    }

    @Override
    public void listen(SubscriberListener listener) {
        later(() -> {
            told.values().forEach(listener::attached);
            listeners.add(listener);
        }, 0);
    }

    @Override
    public Collection<AuthorizationHealth> health() {
        return List.copyOf(health.values());
    }

    @Override
    public void onHealth(Consumer<AuthorizationHealth> watcher) {
        watchers.add(watcher);
    }

    Map<Method, Authorizer> plugged() {
        return plugged;
    }

    SubscriptionIndex index() {
        return index;
    }

    Serving serving() {
        return serving;
    }

    Attached attached(Entry entry) {
        return new Attached(prefix + "%x".formatted(ids.incrementAndGet()), entry, Instant.now());
    }

    /** Listeners hear of it, in the order of calls. */
    void tellAttached(Attached subscriber) {
        later(() -> {
            told.put(subscriber.id(), subscriber);
            listeners.forEach(listener -> listener.attached(subscriber));
        }, 0);
    }

    void tellChanged(Attached subscriber) {
        later(() -> listeners.forEach(listener -> listener.changed(subscriber)), 0);
    }

    void tellDetached(Attached subscriber, Ending why) {
        later(() -> {
            told.remove(subscriber.id());
            listeners.forEach(listener -> listener.detached(subscriber, why));
        }, 0);
    }

    /** Those who decide about a service were asked: they answered, or they did not. */
    void available(String service, boolean available, String why) {
        AuthorizationHealth before = health.get(service);
        if (before != null && before.available() == available) {
            return;
        }
        AuthorizationHealth now = new AuthorizationHealth(service, available, why, Instant.now());
        if (before == null ? health.putIfAbsent(service, now) == null : health.replace(service, before, now)) {
            if (!available) {
                LOG.warn("event=authorization-unavailable service={} reason=\"{}\"", service, why);
            } else if (before != null) {
                LOG.info("event=authorization-available service={}", service);
            }
            if (!available || before != null) {
                later(() -> watchers.forEach(watcher -> watcher.accept(now)), 0);
            }
        }
    }

    /** What comes later; null when it does not come any more. */
    ScheduledFuture<?> later(Runnable work, long delayMs) {
        try {
            return clock.schedule(() -> guarded(work), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // All has ended.
            return null;
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("event=subscriber-task-failed error=\"{}\"", e.getMessage(), e);
        }
    }

    /** Milliseconds of the machine's monotonic clock. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** All are attached no more, and those who listen have heard it. */
    @Override
    public void close() {
        offices.values().forEach(Office::stop);
        try {
            // What was told before is heard before; what comes with time does not come any more.
            clock.submit(() -> {}).get(STOP_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=subscribers-not-told error=\"{}\"", e.toString());
        } finally {
            clock.shutdownNow();
        }
    }

    /** Nobody is served. */
    private static final class Idle implements Serving {
        @Override
        public CompletionStage<Void> changed(Attached subscriber) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> end(Attached subscriber, Verdict.Refuse why) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> measure(Attached subscriber) {
            return CompletableFuture.completedStage(null);
        }
    }
}
