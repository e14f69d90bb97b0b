package io.braid.appliance.state;

import io.braid.engine.Engine;
import io.braid.engine.concentrator.Report;
import io.braid.engine.relay.ServiceStatus;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** What each configured service does now. */
public final class ServiceState implements StateProvider {
    private final Engine engine;

    public ServiceState(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/service/state";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        String name = query.around().key().orElseThrow().values().getFirst();
        BranchBuilder state = new BranchBuilder(query.node());
        engine.status(name).ifPresent(status -> status(state, status));
        return Stream.of(state
                .leaf("active-conversions", engine.active(name))
                .list("listener", engine.listeners(name), (entry, listener) -> entry.socket("", listener.address())
                        .leaf("purpose", listener.purpose().kind()))
                .list("concentrator", engine.concentrators(name), ServiceState::concentrator)
                .build());
    }

    private static void status(BranchBuilder to, ServiceStatus status) {
        to.leaf("oper-status", status.oper())
                .leaf("last-change", status.since().truncatedTo(ChronoUnit.SECONDS));
        if (!status.reason().isEmpty()) {
            to.leaf("reason", status.reason());
        }
    }

    private static void concentrator(BranchBuilder entry, Report report) {
        entry.leaf("name", report.concentrator())
                .leaf("access", report.access())
                .leaf("health", report.health());
        report.cause().ifPresent(cause -> entry.leaf("reason", cause.reason().label())
                .leaf("detail", cause.detail())
                .leaf("again-in", report.againInSeconds()));
    }
}
