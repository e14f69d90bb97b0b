package io.braid.appliance.state;

import io.braid.radius.Radius;
import io.braid.radius.dynamic.DynamicCounts;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.util.stream.Stream;

/** What RADIUS servers asked for while subscribers used the service. */
public final class DynamicState implements StateProvider {
    private final Radius radius;

    public DynamicState(Radius radius) {
        this.radius = radius;
    }

    @Override
    public String path() {
        return "/braid-radius:radius/dynamic-authorization/statistics";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return radius.dynamic().map(server -> branch(query.node(), server.counts())).stream();
    }

    private static Branch branch(InnerSchema node, DynamicCounts counts) {
        return new BranchBuilder(node)
                .leaf("requests", counts.requests())
                .leaf("acks", counts.acks())
                .leaf("naks", counts.naks())
                .leaf("duplicates", counts.duplicates())
                .leaf("unknown-clients", counts.unknownClients())
                .leaf("malformed", counts.malformed())
                .leaf("bad-authenticators", counts.badAuthenticators())
                .leaf("missing-message-authenticators", counts.unsigned())
                .leaf("stale", counts.stale())
                .leaf("limited", counts.limited())
                .build();
    }
}
