package io.braid.appliance.main;

import io.braid.appliance.mapping.EngineMapping;
import io.braid.appliance.mapping.MappingException;
import io.braid.appliance.mapping.RadiusMapping;
import io.braid.appliance.ssh.SshGate;
import io.braid.appliance.ssh.SshLimits;
import io.braid.appliance.state.AbilityState;
import io.braid.appliance.state.AccessState;
import io.braid.appliance.state.AccountingState;
import io.braid.appliance.state.AclState;
import io.braid.appliance.state.Announcer;
import io.braid.appliance.state.AuthorizationState;
import io.braid.appliance.state.ChangeState;
import io.braid.appliance.state.ClearConversion;
import io.braid.appliance.state.CommitState;
import io.braid.appliance.state.ConfigurationState;
import io.braid.appliance.state.ConversionState;
import io.braid.appliance.state.CounterState;
import io.braid.appliance.state.DynamicState;
import io.braid.appliance.state.InterfaceState;
import io.braid.appliance.state.RadiusPortState;
import io.braid.appliance.state.Rollback;
import io.braid.appliance.state.SafeguardState;
import io.braid.appliance.state.ServiceState;
import io.braid.appliance.state.SubscriberAction;
import io.braid.appliance.state.SubscriberState;
import io.braid.appliance.state.TestRadius;
import io.braid.appliance.state.Traces;
import io.braid.cli.CliServer;
import io.braid.cli.session.CliLimits;
import io.braid.cli.ssh.CliShell;
import io.braid.engine.Engine;
import io.braid.engine.authorize.Authorizer;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.linux.NetNs;
import io.braid.netconf.NetconfServer;
import io.braid.netconf.session.NetconfLimits;
import io.braid.netconf.ssh.NetconfSubsystem;
import io.braid.radius.Radius;
import io.braid.radius.config.RadiusConfig;
import io.braid.yang.access.RuleCheck;
import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.event.EventBus;
import io.braid.yang.operate.Handlers;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.port.StateProvider;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running appliance: datastore, engine, NETCONF, command line and SSH, started in this order and ended in reverse. */
final class Appliance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);
    private static final int SCHEMA_VERSION = 1;

    /** Notifications kept for replay. */
    private static final int EVENTS_KEPT_MAX = 10_000;

    /** What an appliance is configured with as long as nobody did. */
    @FunctionalInterface
    interface Initial {
        Branch configuration(Schema schema);
    }

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EventBus events = new EventBus(EVENTS_KEPT_MAX);
    private Engine engine;
    private Radius radius;
    private Management management;

    private Appliance() {}

    /**
     * Starts with the configuration in a directory.
     *
     * @param state where configuration and host keys are, or will be
     * @param initial what is taken if there is no configuration
     * @throws IOException naming what is missing; then nothing is left behind
     */
    static Appliance start(StateDirectory state, Initial initial) throws IOException {
        Appliance appliance = new Appliance();
        try {
            appliance.open(state, initial);
            return appliance;
        } catch (IOException | RuntimeException e) {
            appliance.close();
            throw e;
        }
    }

    private void open(StateDirectory state, Initial initial) throws IOException {
        // The modules are read beside the files that hold data of them.
        CompletableFuture<Schema> modules = CompletableFuture.supplyAsync(Models::braid);
        Datastore datastore =
                own(Datastore.open(state.configuration(), modules::join, SCHEMA_VERSION, List.of()));
        Announcer announcer = new Announcer(datastore.schema(), events);
        datastore.faults().forEach(fault -> damaged(announcer, fault));
        boolean fresh = datastore.running().number() == 0;
        Branch root = fresh
                ? initial.configuration(datastore.schema())
                : datastore.running().root();
        EngineMapping mapping = new EngineMapping();
        EngineConfig config = fresh ? mapping.map(root) : usable(mapping::map, root, announcer);
        management = new Management(root, announcer, own(new Listening(state.listening())));
        RadiusMapping radiusMapping = new RadiusMapping();
        RadiusConfig radiusConfig = fresh ? radiusMapping.map(root) : usable(radiusMapping::map, root, announcer);
        radius = own(new Radius(radiusConfig));
        radius.client().onHealth(announcer::radius);
        // A configuration that was once had is kept to: what is missing may come, or be mended over NETCONF.
        Map<Method, Authorizer> authorizers = Map.of(Method.RADIUS, radius.authorizer());
        engine = own(
                fresh
                        ? Engine.start(NetNs.current(), config, authorizers)
                        : Engine.startAnyway(NetNs.current(), config, authorizers));
        engine.onServiceChange(announcer::service);
        engine.onRefusals(announcer::refused);
        engine.onConcentratorChange(announcer::concentrator);
        engine.subscribers().onHealth(announcer::authorization);
        engine.subscribers().listen(announcer.subscribers());
        radius.serve(engine.subscribers(), state.reports());
        engine.retry(radius::retry);
        Handlers handlers = handlers(datastore);
        AtomicLong sessionIds = new AtomicLong();
        NetconfServer netconf = own(netconf(datastore, handlers, sessionIds));
        CliServer cli = own(new CliServer(
                new io.braid.cli.session.Appliance(
                        datastore, netconf.state(), handlers, events, management::hostname, state.userFiles()),
                sessionIds::incrementAndGet,
                management::cli,
                CliLimits.DEFAULT));
        SshGate gate = own(new SshGate(
                state.hostKeys(),
                management,
                List.of(new NetconfSubsystem(netconf, session -> SshGate.principal("netconf", session))),
                new CliShell(cli, session -> SshGate.principal("cli", session)),
                SshLimits.DEFAULT));
        // Ends first: a session that follows a trace waits for it.
        own(engine.tracer());
        if (fresh) {
            // What could not be started is not stored.
            store(datastore, root);
        }
        datastore.add(new RuleCheck());
        datastore.add(new EngineParticipant(engine, mapping, config));
        datastore.add(new RadiusParticipant(radius, radiusMapping, radiusConfig));
        datastore.add(management);
        if (fresh) {
            management.open(gate);
        } else if (!management.openAnyway(gate)) {
            engine.retry(management::retry);
        }
        LOG.info(
                "event=ready services={} netconf={} generation={}",
                config.services().keySet(),
                management.addresses(),
                datastore.running().number());
    }

    /** What can be done of a stored configuration: all of it, or, if it cannot be understood, nothing. */
    private static <T> T usable(Function<Branch, T> mapping, Branch root, Announcer announcer) {
        try {
            return mapping.apply(root);
        } catch (MappingException e) {
            damaged(announcer, "a part does not run, as the configuration cannot be used: " + e.path() + ": " + e.getMessage());
            return mapping.apply(Branch.empty(root.schema()));
        }
    }

    private static void damaged(Announcer announcer, String fault) {
        LOG.error("event=configuration-damaged fault=\"{}\"", fault);
        announcer.damaged(fault);
    }

    private <T extends AutoCloseable> T own(T part) {
        started.push(part);
        return part;
    }

    private Handlers handlers(Datastore datastore) {
        OperationSchema clear = conversion(datastore.schema()).operations().getFirst();
        List<ActionHandler> actions = new ArrayList<>(Traces.handlers(engine.tracer(), datastore.schema(), events::publish));
        actions.add(new ClearConversion(engine.conversions(), clear.output()));
        actions.addAll(SubscriberAction.all(engine.subscribers(), datastore.schema()));
        actions.add(new Rollback(datastore));
        actions.add(new TestRadius(radius, datastore.schema()));
        return new Handlers(datastore.schema(), datastore.access(), actions);
    }

    private NetconfServer netconf(Datastore datastore, Handlers handlers, AtomicLong sessionIds) throws IOException {
        List<StateProvider> providers = List.of(
                new ServiceState(engine),
                own(new InterfaceState(NetNs.current(), engine.interfaces())),
                new CounterState(engine.counters()),
                new SafeguardState(engine.safeguard()),
                new AclState(engine.acls(), datastore),
                new ConversionState(engine.conversions()),
                new SubscriberState(engine.subscribers()),
                new AuthorizationState(engine.subscribers()),
                new RadiusPortState(radius.client()),
                new DynamicState(radius),
                new AccountingState(radius),
                new AbilityState(NetNs.current()),
                new ConfigurationState(datastore),
                new AccessState(datastore.access()),
                new CommitState(datastore),
                new ChangeState(datastore));
        return new NetconfServer(
                datastore,
                providers,
                handlers,
                events,
                Appliance::text,
                sessionIds::incrementAndGet,
                NetconfLimits.DEFAULT);
    }

    private static InnerSchema conversion(Schema schema) {
        InnerSchema mcp = (InnerSchema) schema.root().child("mcp");
        return (InnerSchema) ((InnerSchema) mcp.child("conversions")).child("conversion");
    }

    private static Optional<URL> text(String module) {
        return Models.MODULES.contains(module) ? Optional.of(Models.text(module)) : Optional.empty();
    }

    private static void store(Datastore datastore, Branch root) throws IOException {
        try {
            Candidate candidate = datastore.candidate();
            datastore.copyConfig(Session.SYSTEM, root, candidate);
            datastore.commit(Session.SYSTEM, candidate, CommitOptions.plain("the first configuration"));
        } catch (DatastoreException e) {
            throw new IOException("the first configuration is refused: " + e.getMessage(), e);
        }
    }

    /** What was done since the start, for a log line. */
    String summary() {
        return engine.summary();
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
