package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A host behind a CPE that speaks MPTCP itself (draft Section 5.2.2.1).
 *
 * <pre>
 *   pass      host ====MPTCP of its own============================ server
 *   convert   host ----TCP---- CPE ====MPTCP==== concentrator ----- server
 * </pre>
 *
 * For IPv4 and IPv6, to a server that speaks MPTCP. Proven: by default the host's MP_CAPABLE reaches the server from its own
 * address, and both agree on it; told to convert, the CPE answers the host with TCP and carries the stream over MPTCP of its
 * own, on both accesses. The streams arrive whole.
 */
final class NativeHost implements Scenario {
    private static final int PORT = 8081;
    private static final Shape ACCESS = Shape.of(20, 5);

    @Override
    public About about() {
        return new About(
                "native-host-behind-cpe",
                "a host's own MPTCP passes the CPE, or is converted, as the operator wants",
                List.of("S5.2.2.1-b", "S5.6.1-a", "X-6824-1"),
                25,
                false);
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).routeLan();
        set.start(context, DualEnded.cpe(family), SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, Family.IPV4).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name + "-pass");
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
                Captures passed = exchange(context, set, family, server);
                Packets first = passed.read(DualEnded.FIRST);
                context.expectEquals(
                        Set.of(DualEnded.hostAddress(family)),
                        first.sources(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)),
                        "sources of MP_CAPABLE SYNs");
                context.expect(
                        passed.read(DualEnded.LAN).count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)) > 0,
                        "host and server did not agree on MPTCP");

                context.variant(name + "-convert");
                try (var session = set.running().cpe().netconf()) {
                    session.commit(McpDocument.serviceLeaf("intercept", "proxy-native-mptcp", "always"));
                }
                Captures converted = exchange(context, set, family, server);
                Proof.plainTcp(context, converted.read(DualEnded.LAN));
                Proof.initialSubflow(context, converted.read(DualEnded.FIRST), family.first(), family.mcp());
                Proof.joins(context, converted.read(DualEnded.SECOND), family.second());
            }
        }
    }

    private static Captures exchange(Context context, DualEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(1_000_000, 10_000_000);
        Exchange exchange = TrafficClient.run(
                Dialers.mptcp(set.host()),
                family.server(PORT),
                server,
                Request.of(Request.Kind.EXCHANGE, bytes, bytes));
        Proof.whole(context, exchange);
        captures.awaitQuiet();
        return captures;
    }
}
