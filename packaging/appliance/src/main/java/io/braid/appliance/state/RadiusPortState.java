package io.braid.appliance.state;

import io.braid.radius.client.RadiusClient;
import io.braid.radius.client.ServerHealth;
import io.braid.radius.client.ServerReport;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** How the RADIUS servers are. */
public final class RadiusPortState implements StateProvider {
    private final RadiusClient client;

    public RadiusPortState(RadiusClient client) {
        this.client = client;
    }

    @Override
    public String path() {
        return "/braid-radius:radius/server/port";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        String server = query.around().key().orElseThrow().values().getFirst();
        return client.servers().stream()
                .filter(report -> report.health().server().equals(server))
                .map(report -> port(query.node(), report));
    }

    private static Branch port(InnerSchema node, ServerReport report) {
        ServerHealth health = report.health();
        ServerReport.Counts counts = report.counts();
        BranchBuilder to = new BranchBuilder(node)
                .leaf("purpose", health.purpose())
                .leaf("liveness", health.liveness());
        if (!health.reason().isEmpty()) {
            to.leaf("reason", health.reason());
        }
        to.leaf("last-change", health.since().truncatedTo(ChronoUnit.SECONDS));
        if (report.roundTripUs() > 0) {
            to.leaf("round-trip-time", report.roundTripUs());
        }
        return to.leaf("pending", report.pending())
                .leaf("waiting", report.waiting())
                .leaf("requests", counts.requests())
                .leaf("retransmissions", counts.retransmissions())
                .leaf("accepts", counts.accepts())
                .leaf("rejects", counts.rejects())
                .leaf("challenges", counts.challenges())
                .leaf("responses", counts.responses())
                .leaf("timeouts", counts.timeouts())
                .leaf("refused", counts.refused())
                .leaf("malformed", counts.malformed())
                .leaf("bad-authenticators", counts.badAuthenticators())
                .leaf("missing-message-authenticators", counts.unsigned())
                .leaf("unexpected", counts.unexpected())
                .build();
    }
}
