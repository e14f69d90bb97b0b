package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig;
import io.braid.engine.path.NetworkView;
import io.braid.engine.relay.ServiceStatus.Oper;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets services begin that could not, as soon as what they lack is there, and tells of every change. The kernel tells of
 * addresses; of a port that becomes free it does not, so that services that are down are tried again now and then.
 */
public final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** How long changes of the network gather before they are looked at, in milliseconds. */
    private static final long GATHER_MS = 50;

    /** Time between two tries without a change of the network, in milliseconds. */
    private static final long RETRY_MS = 5_000;

    private final Relay relay;
    private final NetworkView network;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("readiness").factory());
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final List<BooleanSupplier> others = new CopyOnWriteArrayList<>();
    private final List<Consumer<ServiceStatus>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, ServiceStatus> statuses = Map.of();

    public Readiness(Relay relay, NetworkView network) {
        this.relay = relay;
        this.network = network;
    }

    /** How a service is; empty if there is none of this name. */
    public Optional<ServiceStatus> of(String service) {
        return Optional.ofNullable(statuses.get(service));
    }

    /** Tells a listener how every service is, and from now on of every change. It must not block. */
    public synchronized void listen(Consumer<ServiceStatus> listener) {
        listeners.add(listener);
        statuses.values().forEach(listener);
    }

    /**
     * Tries something else, too, whenever services are tried.
     *
     * @param attempt tells whether nothing is left to try
     */
    public void also(BooleanSupplier attempt) {
        others.add(attempt);
        later(waiting, RETRY_MS);
    }

    /** The network has changed. From any thread; does not wait. */
    public void networkChanged() {
        later(gathering, GATHER_MS);
    }

    private void later(AtomicBoolean planned, long ms) {
        if (planned.compareAndSet(false, true)) {
            try {
                timer.schedule(() -> attempt(planned), ms, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // It has ended.
                planned.set(true);
            }
        }
    }

    private void attempt(AtomicBoolean planned) {
        planned.set(false);
        try {
            relay.retry();
            boolean done = true;
            for (BooleanSupplier other : others) {
                done &= other.getAsBoolean();
            }
            check();
            if (!done) {
                later(waiting, RETRY_MS);
            }
        } catch (RuntimeException e) {
            LOG.error("event=retry-failed error=\"{}\"", e.getMessage(), e);
            later(waiting, RETRY_MS);
        }
    }

    /** Looks at all services anew, and tells of those that changed. */
    public synchronized void check() {
        Map<String, ServiceStatus> before = statuses;
        Map<String, ServiceStatus> now = new HashMap<>();
        List<ServiceStatus> changed = new ArrayList<>();
        for (ServiceConfig service : relay.services()) {
            ServiceStatus fresh = status(service);
            ServiceStatus old = before.get(service.name());
            now.put(service.name(), fresh.same(old) ? old : fresh);
            if (!fresh.same(old)) {
                changed.add(fresh);
            }
        }
        statuses = Map.copyOf(now);
        changed.forEach(this::tell);
        if (now.values().stream().anyMatch(status -> status.oper() == Oper.DOWN)) {
            later(waiting, RETRY_MS);
        }
    }

    private void tell(ServiceStatus status) {
        String oper = status.oper().name().toLowerCase(Locale.ROOT);
        if (status.oper() == Oper.DOWN || status.oper() == Oper.DEGRADED) {
            LOG.error("event=service-{} service={} reason=\"{}\"", oper, status.service(), status.reason());
        } else {
            LOG.info("event=service-{} service={}", oper, status.service());
        }
        listeners.forEach(listener -> listener.accept(status));
    }

    private ServiceStatus status(ServiceConfig service) {
        if (!service.enabled()) {
            return new ServiceStatus(service.name(), Oper.DISABLED, "", Instant.now());
        }
        Optional<String> failure = relay.failure(service.name());
        if (failure.isPresent()) {
            return new ServiceStatus(service.name(), Oper.DOWN, failure.get(), Instant.now());
        }
        List<InetAddress> addresses = service.explicit().map(ServiceConfig.Explicit::addresses).orElse(List.of());
        List<String> lan = service.intercept().map(ServiceConfig.Intercept::interfaces).orElse(List.of());
        // A listener outlives its address; it is of use again when the address is back.
        List<String> missing = new ArrayList<>();
        addresses.stream()
                .filter(address -> !network.own(address) && !relay.own(address))
                .forEach(address -> missing.add("the address " + address.getHostAddress() + " is missing"));
        lan.stream()
                .filter(name -> network.link(name).isEmpty())
                .forEach(name -> missing.add("the interface " + name + " is missing"));
        int vital = missing.size();
        missing.addAll(relay.signalObstacles(service));
        Oper oper = missing.isEmpty()
                ? Oper.UP
                : vital == 0 || vital < addresses.size() + lan.size() ? Oper.DEGRADED : Oper.DOWN;
        return new ServiceStatus(service.name(), oper, String.join("; ", missing), Instant.now());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
