package io.braid.engine.relay;

import io.braid.engine.admission.Admission;
import io.braid.engine.admission.Cookies;
import io.braid.engine.authorize.Registry;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Report;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.guard.DestinationGuard;
import io.braid.engine.icmp.Unreachables;
import io.braid.engine.ident.IdentAuthorizer;
import io.braid.engine.intercept.Signals;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.NetNs;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.PathConnection;
import io.braid.engine.path.PathController;
import io.braid.engine.record.Counters;
import io.braid.engine.trace.Tracer;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event loops, and the services whose connections they convert. */
public final class Relay implements AutoCloseable {
    private static final long STOP_MS = 2_000;
    /** How often it is read what conversions use of each access network, in milliseconds. */
    private static final long MEASURE_MS = 10_000;

    /** Conversions that are looked at in one turn of a loop. */
    private static final int MEASURE_MAX = 64;

    private final NetNs netns;
    private final DestinationGuard guard;
    private final Unreachables unreachables;
    private final Accesses accesses;
    private final Concentrators concentrators;
    private final PathController paths;
    private final Signals signals;
    private final Counters counters;
    private final Registry subscribers;
    private final MultiThreadIoEventLoopGroup group;
    private final List<ConversionLoop> loops = new ArrayList<>();
    private final Directory directory = new Directory(loops);
    private final Journal journal = new Journal();
    private final Map<String, Service> current = new ConcurrentHashMap<>();
    private final Map<String, ServiceListeners> listeners = new ConcurrentHashMap<>();

    /** What keeps services from listening, by their names. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /** All services of the snapshot, those included that are switched off. */
    private volatile List<ServiceConfig> services = List.of();

    private final Map<String, Standing> standing = new ConcurrentHashMap<>();

    /** What a service keeps over all snapshots of its configuration. */
    private static final class Standing {
        private final AtomicInteger active = new AtomicInteger();
        private final Admission admission = new Admission();
        private final Cookies cookies = new Cookies();
        private final AtomicLong stashed = new AtomicLong();
    }

    /** @param threads event loops; 0 means one per processor */
    public Relay(
            NetNs netns,
            int threads,
            DestinationGuard guard,
            Unreachables unreachables,
            Accesses accesses,
            Concentrators concentrators,
            PathController paths,
            Signals signals,
            Counters counters,
            Tracer tracer,
            Registry subscribers) {
        this.netns = netns;
        this.guard = guard;
        this.unreachables = unreachables;
        this.accesses = accesses;
        this.concentrators = concentrators;
        this.paths = paths;
        this.signals = signals;
        this.counters = counters;
        this.subscribers = subscribers;
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        group = new MultiThreadIoEventLoopGroup(
                count, new DefaultThreadFactory("relay"), EpollIoHandler.newFactory());
        Tracing tracing = new Tracing(tracer);
        for (EventExecutor executor : group) {
            loops.add(new ConversionLoop(
                    (IoEventLoop) executor, journal, tracing, (long) loops.size() << Directory.LOOP_ID_SHIFT));
        }
        subscribers.servedBy(new LoopsServing(loops));
        AtomicInteger turn = new AtomicInteger();
        subscribers.identBy(ident -> new IdentAuthorizer(
                netns, () -> loops.get(Math.floorMod(turn.getAndIncrement(), loops.size())).eventLoop(), ident));
        loops.forEach(loop -> loop.eventLoop()
                .scheduleWithFixedDelay(() -> measure(loop), MEASURE_MS, MEASURE_MS, TimeUnit.MILLISECONDS));
        paths.whenLost(this::tellTruth);
        ConversionLoop prober = loops.getFirst();
        concentrators.probeBy((attachment, failed, delayMs) ->
                prober.probe(netns, concentrators, attachment, failed, delayMs));
    }

    /**
     * Follows a new snapshot: a service whose listeners did not change keeps them, and no established conversion notices.
     *
     * @return for each service that cannot listen what is in the way, unless it could not listen there before; all others
     *     listen
     */
    public synchronized List<IOException> apply(Collection<ServiceConfig> snapshot) {
        Map<String, ServiceConfig> wanted = new HashMap<>();
        snapshot.stream().filter(ServiceConfig::enabled).forEach(each -> wanted.put(each.name(), each));
        for (String name : List.copyOf(listeners.keySet())) {
            ServiceConfig config = wanted.get(name);
            if (config == null || !ServiceListeners.same(config, current.get(name).config())) {
                listeners.remove(name).close();
            }
        }
        Set<String> waited = wanted.values().stream()
                .filter(this::waiting)
                .map(ServiceConfig::name)
                .collect(Collectors.toSet());
        current.keySet().retainAll(wanted.keySet());
        failures.keySet().retainAll(wanted.keySet());
        services = List.copyOf(snapshot);
        subscribers.apply(snapshot);
        List<IOException> problems = new ArrayList<>();
        for (ServiceConfig config : wanted.values()) {
            current.put(config.name(), service(config));
            Optional<IOException> problem = listen(config);
            if (problem.isPresent() && !waited.contains(config.name())) {
                problems.add(problem.get());
            }
        }
        return problems;
    }

    /** Whether a service waits for what it lacks, there where it is to listen still. */
    private boolean waiting(ServiceConfig config) {
        Service before = current.get(config.name());
        return before != null
                && failures.containsKey(config.name())
                && ServiceListeners.same(config, before.config());
    }

    /** Lets services begin that could not, as far as they can now. */
    synchronized void retry() {
        current.values().forEach(service -> listen(service.config()));
    }

    /** Whether an address is this host's, as the kernel sees it now: events come later than what they tell of. */
    boolean own(InetAddress address) {
        return Listener.own(netns, address);
    }

    /** All services of the snapshot. */
    List<ServiceConfig> services() {
        return services;
    }

    /** What keeps a service from telling and seeing what it is to in TCP options. */
    List<String> signalObstacles(ServiceConfig service) {
        return Stream.of(signals.preferProxy().obstacle(service), signals.hostIds().obstacle(service))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What keeps a service from listening. */
    Optional<String> failure(String service) {
        return Optional.ofNullable(failures.get(service));
    }

    /**
     * What would keep the services of a snapshot from listening, were it applied now: addresses that are not this host's,
     * ports that others have. Nothing is told of services that could not listen before and are to listen there still.
     */
    public synchronized List<Obstacle> obstacles(Collection<ServiceConfig> snapshot) {
        List<ServiceConfig> held = current.values().stream()
                .map(Service::config)
                .filter(config -> listeners.containsKey(config.name()))
                .toList();
        List<Obstacle> obstacles = new ArrayList<>();
        snapshot.stream()
                .filter(ServiceConfig::enabled)
                .filter(service -> !waiting(service))
                .forEach(service -> obstacles.addAll(ServiceListeners.obstacles(netns, service, held)));
        return obstacles;
    }

    private Service service(ServiceConfig config) {
        Standing kept = standing.computeIfAbsent(config.name(), name -> new Standing());
        return new Service(
                config,
                netns,
                guard,
                unreachables,
                accesses,
                concentrators,
                paths,
                signals,
                subscribers.office(config.name()),
                counters,
                kept.active,
                kept.admission,
                kept.cookies,
                kept.stashed);
    }

    /** Lets a service listen; what is in the way if it cannot. */
    private Optional<IOException> listen(ServiceConfig config) {
        String name = config.name();
        if (listeners.containsKey(name)) {
            return Optional.empty();
        }
        try {
            ServiceListeners opened = ServiceListeners.open(netns, config);
            listeners.put(name, opened);
            failures.remove(name);
            Service fallback = current.get(name);
            opened.attach(loops, () -> current.getOrDefault(name, fallback));
            return Optional.empty();
        } catch (IOException e) {
            failures.put(name, e.getMessage());
            return Optional.of(new IOException("service " + name + ": " + e.getMessage(), e));
        }
    }

    /** Where a service listens now. */
    public List<ServiceConfig.Endpoint> listeners(String service) {
        Service now = current.get(service);
        return now == null || !listeners.containsKey(service) ? List.of() : now.config().endpoints();
    }

    /** Conversions of a service now. */
    public int active(String service) {
        Standing kept = standing.get(service);
        return kept == null ? 0 : kept.active.get();
    }

    /** What is known of a service's concentrators. */
    public List<Report> concentrators(String service) {
        Service now = current.get(service);
        return now == null ? List.of() : concentrators.report(now.config());
    }

    /** Tells a listener of refusals that the operator can mend, at most one for each reason in ten seconds. It must not block. */
    public void onRefusals(Consumer<Notice> listener) {
        journal.tell(listener);
    }

    /** The conversions, to be read and cleared. */
    public Directory conversions() {
        return directory;
    }

    /** Reads the subflows of every connection from its socket, for the path manager. */
    private void tellTruth() {
        for (ConversionLoop loop : loops) {
            loop.eventLoop().execute(() -> loop.lives().values().forEach(live -> {
                EarlyBytes.check(live);
                tellTruth(live.data.customer);
                tellTruth(live.data.server);
            }));
        }
    }

    /** Reads what conversions used of each access network: the kernel forgets it when a subflow ends. */
    private static void measure(ConversionLoop loop) {
        measure(
                loop,
                loop.lives().values().stream()
                        .filter(live -> live.service.office().measured())
                        .iterator());
    }

    private static void measure(ConversionLoop loop, Iterator<Live> rest) {
        for (int i = 0; i < MEASURE_MAX && rest.hasNext(); i++) {
            PathMeter.readIfActive(rest.next());
        }
        if (rest.hasNext()) {
            loop.eventLoop().execute(() -> measure(loop, rest));
        }
    }

    private void tellTruth(Leg leg) {
        if (leg.token == 0) {
            return;
        }
        try {
            paths.truth(
                    leg.token,
                    MptcpInfo.subflows(leg.fd).stream()
                            .map(subflow -> new PathConnection.Ends(subflow.local(), subflow.remote()))
                            .toList());
        } catch (IOException e) {
            // The connection is ending; its loop will say so.
            paths.end(leg.token);
        }
    }

    /** Stops listening, resets every conversion and ends the loops. */
    @Override
    public synchronized void close() {
        listeners.values().forEach(ServiceListeners::close);
        listeners.clear();
        for (ConversionLoop loop : loops) {
            loop.eventLoop()
                    .submit(() -> List.copyOf(loop.lives().values())
                            .forEach(live -> loop.end(live, Verdict.refuse(Reason.STOPPED, ""), true)))
                    .awaitUninterruptibly(STOP_MS, TimeUnit.MILLISECONDS);
        }
        group.shutdownGracefully(0, STOP_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MS);
    }
}
