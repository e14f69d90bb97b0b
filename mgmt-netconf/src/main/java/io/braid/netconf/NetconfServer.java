package io.braid.netconf;

import io.braid.netconf.monitor.Capabilities;
import io.braid.netconf.monitor.ModulesState;
import io.braid.netconf.monitor.NetconfState;
import io.braid.netconf.monitor.StreamState;
import io.braid.netconf.monitor.YangLibrary;
import io.braid.netconf.operation.Actions;
import io.braid.netconf.operation.Operations;
import io.braid.netconf.operation.SchemaTexts;
import io.braid.netconf.session.BaseEvents;
import io.braid.netconf.session.Deadlines;
import io.braid.netconf.session.NetconfLimits;
import io.braid.netconf.session.NetconfSession;
import io.braid.netconf.session.Peer;
import io.braid.netconf.session.SessionContext;
import io.braid.netconf.session.SessionTable;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.event.EventBus;
import io.braid.yang.operate.Handlers;
import io.braid.yang.port.StateProvider;
import io.braid.yang.view.StateSupply;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * NETCONF (RFC 6241) over pairs of streams. What carries the streams hands each over by {@link #serve}; for SSH that is
 * {@link io.braid.netconf.ssh.NetconfSubsystem}.
 */
public final class NetconfServer implements AutoCloseable {
    private final SessionContext context;
    private final LongSupplier sessionIds;
    private final StateSupply state;

    /**
     * A server; it serves until it is closed.
     *
     * @param datastore what it is for
     * @param state the operational state of the appliance
     * @param handlers what performs the actions and rpcs of the model
     * @param events where sessions and commits are told, and what peers subscribe to
     * @param texts where the text of a module is, by {@code name@revision}
     * @param sessionIds gives ids that differ among all management sessions of the appliance, from 1 on
     */
    public NetconfServer(
            Datastore datastore,
            Collection<StateProvider> state,
            Handlers handlers,
            EventBus events,
            Function<String, Optional<URL>> texts,
            LongSupplier sessionIds,
            NetconfLimits limits) {
        this.sessionIds = sessionIds;
        SchemaTexts modules = new SchemaTexts(datastore.schema(), texts);
        List<String> capabilities = Capabilities.of(modules);
        SessionTable table = new SessionTable(limits.sessionsMax());
        List<StateProvider> providers = new ArrayList<>(state);
        // Who leaves these modules out does without what they tell.
        Stream.of(
                        new NetconfState(datastore, modules, capabilities, table),
                        new YangLibrary(modules),
                        new ModulesState(modules),
                        new StreamState(events))
                .filter(own -> datastore.schema().root().children().stream()
                        .anyMatch(node -> node.path().equals(own.path())))
                .forEach(providers::add);
        StateSupply supply = new StateSupply(datastore.schema(), providers);
        Operations operations =
                new Operations(datastore, supply, modules, new Actions(datastore, supply, handlers));
        this.state = supply;
        BaseEvents base = new BaseEvents(datastore.schema(), events, table);
        datastore.listen(base::tell);
        this.context = new SessionContext(datastore, operations, capabilities, limits, table, base, new Deadlines());
    }

    /** Begins a session, which a virtual thread of its own runs. */
    public void serve(Peer peer) {
        long id = sessionIds.getAsLong();
        Thread.ofVirtual().name("netconf-" + id).start(new NetconfSession(id, peer, context));
    }

    /** All state that it tells, its own included. */
    public StateSupply state() {
        return state;
    }

    /** The open sessions. */
    public SessionTable sessions() {
        return context.table();
    }

    /** Ends all sessions; each has its locks released. */
    @Override
    public void close() {
        context.table().close();
        context.table().open().forEach(NetconfSession::stop);
        context.deadlines().close();
    }
}
