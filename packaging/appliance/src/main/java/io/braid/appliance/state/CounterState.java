package io.braid.appliance.state;

import io.braid.engine.record.Counters;
import io.braid.engine.verdict.Reason;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.stream.Stream;

/** The counters of the engine. */
public final class CounterState implements StateProvider {
    private final Counters counters;

    public CounterState(Counters counters) {
        this.counters = counters;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/counters";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(new BranchBuilder(query.node())
                .list("decision", List.of(Reason.values()), (entry, reason) -> entry.leaf("reason", reason.label())
                        .leaf("room", reason.room())
                        .leaf("clause", reason.clause())
                        .leaf("count", counters.of(reason)))
                .leaf("bytes-up", counters.bytesUp())
                .leaf("bytes-down", counters.bytesDown())
                .build());
    }
}
