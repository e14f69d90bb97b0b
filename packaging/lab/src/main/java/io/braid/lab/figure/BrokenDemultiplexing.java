package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
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
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
/**
 * Draft Figure 9, what goes wrong: a conversion point that takes every connection turns native MPTCP into TCP.
 *
 * <pre>
 *   always   C2 &lt;=====MPTCP=====&gt; dMCP &lt;----TCP----&gt; S2      S2 speaks MPTCP, and gets none
 *   never    C2 &lt;=====MPTCP=============MPTCP=====&gt; S2
 * </pre>
 *
 * C2 is a host behind a CPE, which lets its MPTCP pass; for IPv4 and IPv6. The same connection is then made under the default
 * policy, and nothing goes wrong.
 */
final class BrokenDemultiplexing implements Scenario {
    private static final int PORT = 8081;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "fig09-broken",
                "without a signal, taking every connection turns native MPTCP into TCP",
                List.of("S5.2.2.1-F9", "S5.2.2.1-b", "S5.2.2.1-e"),
                7,
                false);
    }

    private static DualEnded set(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).routeLan();
        set.start(
                context, ImplicitCpe.cpe(false), ImplicitCpe.concentrator().proxyNative("always").tcpToServers());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = set(context);
        try (TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
            exchanges(context, set, server, "always", 0L);
            try (var session = set.running().concentrator().netconf()) {
                session.commit(McpDocument.serviceLeaf("intercept", "proxy-native-mptcp", "never"));
            }
            exchanges(context, set, server, "never", 1L);
        }
    }

    private static void exchanges(
            Context context, DualEnded set, TrafficServer server, String policy, long capableAtServer)
            throws IOException {
        for (Family family : Family.values()) {
            context.variant(policy + "-" + family.name().toLowerCase(Locale.ROOT));
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            Exchange exchange = TrafficClient.run(
                    Dialers.mptcp(set.host()),
                    family.server(PORT),
                    server,
                    Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
            Proof.whole(context, exchange);
            captures.awaitQuiet();
            context.expectEquals(
                    1L,
                    captures.read(DualEnded.LAN).count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)),
                    "SYN/ACKs with MP_CAPABLE at the host");
            Packets internet = captures.read(DualEnded.INTERNET);
            context.expectEquals(
                    capableAtServer,
                    internet.count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)),
                    "SYN/ACKs with MP_CAPABLE at the server");
            context.expectEquals(
                    Set.of(DualEnded.hostAddress(family)), internet.sources(Packet::isSyn), "sources at the server");
        }
    }
}
