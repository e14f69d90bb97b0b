package io.braid.appliance.state;

import io.braid.engine.authorize.AuthorizationHealth;
import io.braid.engine.authorize.Subscribers;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;

/** How those answer who decide about subscribers, by service. */
public final class AuthorizationState implements StateProvider {
    private final Subscribers subscribers;

    public AuthorizationState(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/braid-subscriber:subscribers/authorization";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return subscribers.health().stream()
                .sorted(Comparator.comparing(AuthorizationHealth::service))
                .limit(query.limit())
                .map(health -> {
                    BranchBuilder entry = new BranchBuilder(query.node()).leaf("service", health.service());
                    fill(entry, health);
                    return entry.leaf("last-change", health.since().truncatedTo(ChronoUnit.SECONDS)).build();
                });
    }

    /** What state and notification tell alike. */
    static void fill(BranchBuilder to, AuthorizationHealth health) {
        to.leaf("available", health.available());
        if (!health.available()) {
            to.leaf("reason", health.why());
        }
    }
}
