package io.braid.engine;

import io.braid.engine.authorize.Authorizer;
import io.braid.engine.authorize.Registry;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Condition;
import io.braid.engine.concentrator.Report;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.guard.DestinationGuard;
import io.braid.engine.guard.IngressAcls;
import io.braid.engine.guard.Safeguard;
import io.braid.engine.icmp.Unreachables;
import io.braid.engine.intercept.Signals;
import io.braid.engine.intercept.InterceptRules;
import io.braid.engine.intercept.LocalRouting;
import io.braid.engine.intercept.FilterSets;
import io.braid.engine.intercept.PreferProxy;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.probe.Rights;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.CustomerSide;
import io.braid.engine.path.LiveNetworkView;
import io.braid.engine.path.NetworkView;
import io.braid.engine.path.PathController;
import io.braid.engine.record.Counters;
import io.braid.engine.relay.Conversion;
import io.braid.engine.relay.Directory;
import io.braid.engine.relay.Notice;
import io.braid.engine.relay.Obstacle;
import io.braid.engine.relay.Readiness;
import io.braid.engine.relay.Relay;
import io.braid.engine.relay.ServiceStatus;
import io.braid.engine.source.HostIds;
import io.braid.engine.trace.Tracer;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running conversion point: the rooms in the order they depend on each other, ended in reverse. It is configured by one
 * snapshot after another, from one thread at a time.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final String NOT_ALLOWED =
            "this process may not administer the network: run Braid as root, or with CAP_NET_ADMIN and CAP_NET_RAW";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Counters counters = new Counters();
    private final Tracer tracer = new Tracer();
    private final Registry subscribers;
    private final Instant since = Instant.now();
    private InterceptRules rules;
    /** None if the engine stands still. */
    private Safeguard safeguard;
    /** None if the engine stands still. */
    private IngressAcls acls;
    private CustomerSide customers;
    /** None if the engine stands still. */
    private LiveNetworkView view;
    private PreferProxy preferProxy;
    /** None if the engine stands still. */
    private HostIds hostIds;
    /** None if the engine stands still. */
    private Relay relay;
    private Readiness readiness;
    private Concentrators concentrators;

    private Engine(Map<Method, Authorizer> authorizers) {
        subscribers = own(new Registry(authorizers));
    }

    /**
     * Starts in a namespace. Where this process may not administer the network it stands still: every service has an
     * obstacle, and the rest of the appliance can do its work.
     *
     * @throws IOException naming what is missing: an address, a port, an ability of the kernel; then nothing is left behind
     */
    public static Engine start(NetNs netns, EngineConfig config) throws IOException {
        return start(netns, config, false, Map.of());
    }

    /** As above, with authorizers from outside of the engine, which it does not close. */
    public static Engine start(NetNs netns, EngineConfig config, Map<Method, Authorizer> authorizers)
            throws IOException {
        return start(netns, config, false, authorizers);
    }

    /**
     * Starts in a namespace with what can be had: a service that lacks an address or a port begins when it is there.
     *
     * @throws IOException if an ability of the kernel is missing; then nothing is left behind
     */
    public static Engine startAnyway(NetNs netns, EngineConfig config, Map<Method, Authorizer> authorizers)
            throws IOException {
        return start(netns, config, true, authorizers);
    }

    private static Engine start(
            NetNs netns, EngineConfig config, boolean anyway, Map<Method, Authorizer> authorizers) throws IOException {
        Engine engine = new Engine(authorizers);
        try {
            if (Rights.administers(netns)) {
                engine.open(netns, config);
            } else {
                LOG.error("event=engine-stands-still reason=\"{}\" services={}", NOT_ALLOWED, config.services().keySet());
            }
            if (anyway) {
                engine.applyAnyway(config);
            } else {
                engine.apply(config);
            }
            return engine;
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void open(NetNs netns, EngineConfig config) throws IOException {
        own(new KernelSettings(netns, config.kernel()));
        PathController paths = own(new PathController(netns, counters));
        view = own(new LiveNetworkView(netns));
        own(new LocalRouting(netns, config.kernel()));
        rules = own(new InterceptRules(netns, config));
        safeguard = new Safeguard(netns, config);
        acls = new IngressAcls(netns, config);
        hostIds = own(new HostIds());
        preferProxy = own(new PreferProxy(netns, view, config.kernel()));
        Signals signals = new Signals(own(new FilterSets(netns, config.kernel().tableName())), preferProxy, hostIds);
        Accesses accesses = new Accesses(view);
        concentrators = new Concentrators(accesses);
        customers = own(new CustomerSide(netns, view));
        view.tell((interfaceName, address, absentMs) -> {
            concentrators.attached(interfaceName);
            paths.came(address, absentMs);
        });
        relay = own(new Relay(
                netns,
                config.kernel().eventLoops(),
                new DestinationGuard(view::own, customers::has),
                own(new Unreachables(netns)),
                accesses,
                concentrators,
                paths,
                signals,
                counters,
                tracer,
                subscribers));
        readiness = own(new Readiness(relay, view));
        readiness.also(() -> {
            preferProxy.follow();
            return true;
        });
        view.onChange(readiness::networkChanged);
    }

    private <T extends AutoCloseable> T own(T room) {
        started.push(room);
        return room;
    }

    /**
     * Follows a new snapshot. Established conversions are not disturbed.
     *
     * @throws IOException naming every service that cannot listen, unless it could not listen there before; all others do
     */
    public void apply(EngineConfig config) throws IOException {
        List<IOException> problems = follow(config);
        if (!problems.isEmpty()) {
            IOException first = problems.getFirst();
            problems.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Follows a snapshot as far as that can be had; services that cannot listen begin when they can. */
    public void applyAnyway(EngineConfig config) throws IOException {
        follow(config);
    }

    private List<IOException> follow(EngineConfig config) throws IOException {
        if (relay == null) {
            return List.of();
        }
        // Listeners first: a rule without a listener lets connections pass unconverted, which harms nobody.
        safeguard.apply(config.safeguard());
        acls.apply(config.acls());
        customers.apply(config.interfaces());
        preferProxy.apply(config);
        hostIds.apply(config);
        List<IOException> problems = relay.apply(config.services().values());
        try {
            rules.apply(config);
        } finally {
            readiness.check();
        }
        return problems;
    }

    /** Tells a listener of refusals that the operator can mend, at most one for each reason in ten seconds. It must not block. */
    public void onRefusals(Consumer<Notice> listener) {
        if (relay != null) {
            relay.onRefusals(listener);
        }
    }

    /** Tells a listener how every service is, and from now on of every change. It must not block. */
    public void onServiceChange(Consumer<ServiceStatus> listener) {
        if (readiness != null) {
            readiness.listen(listener);
        }
    }

    /** How a service of the snapshot is; empty if there is none of this name. */
    public Optional<ServiceStatus> status(String service) {
        return readiness == null
                ? Optional.of(new ServiceStatus(service, ServiceStatus.Oper.DOWN, NOT_ALLOWED, since))
                : readiness.of(service);
    }

    /**
     * Tries something whenever the network changes, and now and then, until it tells that nothing is left to try.
     *
     * @param attempt must not block for long
     */
    public void retry(BooleanSupplier attempt) {
        if (readiness != null) {
            readiness.also(attempt);
        }
    }

    /** Tells when a concentrator fails, asks to be left alone or works again, from now on; must not wait. */
    public void onConcentratorChange(BiConsumer<Attachment, Condition> listener) {
        if (concentrators != null) {
            concentrators.onChange(listener);
        }
    }

    /** What is known of a service's concentrators now, over each of its access networks. */
    public List<Report> concentrators(String service) {
        return relay == null ? List.of() : relay.concentrators(service);
    }

    /** Counters since the start. */
    public Counters counters() {
        return counters;
    }

    /** What was done since the start, for a log line. */
    public String summary() {
        return "conversions=" + counters.of(Reason.ACCEPTED) + " bytes-up=" + counters.bytesUp() + " bytes-down="
                + counters.bytesDown();
    }

    /** What would keep the services of a snapshot from listening, were it applied now. Changes nothing. */
    public List<Obstacle> obstacles(EngineConfig config) {
        return relay == null ? standstill(config) : relay.obstacles(config.services().values());
    }

    private static List<Obstacle> standstill(EngineConfig config) {
        return config.services().values().stream()
                .filter(ServiceConfig::enabled)
                .flatMap(service -> service.endpoints().stream()
                        .map(endpoint -> new Obstacle(service.name(), endpoint, Obstacle.Kind.OTHER, NOT_ALLOWED)))
                .toList();
    }

    /** The interfaces of the namespace as they are now; not known while the engine stands still. */
    public Optional<NetworkView> interfaces() {
        return Optional.ofNullable(view);
    }

    /** Who is kept away now, and how often that was needed; not known while the engine stands still. */
    public Optional<Safeguard> safeguard() {
        return Optional.ofNullable(safeguard);
    }

    /** The lists that decide about packets now; not known while the engine stands still. */
    public Optional<IngressAcls> acls() {
        return Optional.ofNullable(acls);
    }

    /** Where a service listens now. */
    public List<ServiceConfig.Endpoint> listeners(String service) {
        return relay == null ? List.of() : relay.listeners(service);
    }

    /** Conversions of a service now. */
    public int active(String service) {
        return relay == null ? 0 : relay.active(service);
    }

    /** The subscribers that are attached, to be found, changed and ended. */
    public Subscribers subscribers() {
        return subscribers;
    }

    /** Follows connections that are still to come. */
    public Tracer tracer() {
        return tracer;
    }

    /** The conversions that exist now, to be read and cleared. */
    public Directory conversions() {
        return relay == null ? Directory.EMPTY : relay.conversions();
    }

    /** Shows every conversion to a reader, each on the thread of its loop; to be read, not kept. */
    public void forEachConversion(Consumer<Conversion> reader) {
        conversions().forEach(reader);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.warn("event=stop-failed error=\"{}\"", e.getMessage(), e);
            }
        }
    }
}
