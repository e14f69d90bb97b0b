package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;

/**
 * Draft Figure 1: a Multipath Client interacts with a Server through a conversion point.
 *
 * <pre>
 *     C &lt;===========&gt; MCP &lt;------------&gt; S          &lt;===&gt;: MPTCP leg
 *     +&lt;============&gt;+
 * </pre>
 *
 * Proven: MP_CAPABLE on the first link and MP_JOIN on the second, plain TCP towards the server; no MPTCP asked of either
 * program's peer; the stream is the same at both ends. A server that speaks MPTCP is served over MPTCP.
 */
final class ClientSide implements Scenario {
    private static final int PORT = 8080;
    private static final int MPTCP_PORT = 8081;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "fig01-client-side",
                "a multipath client and a server that knows no MPTCP",
                List.of("S1-a", "S2-c", "S3-F1", "S5.2.1-b"),
                5,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(4_000_000, 40_000_000);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                TrafficServer multipath = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            Exchange exchange = TrafficClient.run(
                    set.inData(Family.IPV4),
                    Family.IPV4.server(PORT),
                    server,
                    Request.of(Request.Kind.EXCHANGE, bytes, bytes));
            Proof.whole(context, exchange);
            context.expectEquals(
                    Family.address(Family.IPV4.own()), exchange.served().peer().getAddress(), "source the server saw");
            Proof.whole(
                    context,
                    TrafficClient.run(
                            set.inSyn(Family.IPV4),
                            Family.IPV4.server(MPTCP_PORT),
                            multipath,
                            Request.of(Request.Kind.EXCHANGE, 10_000, 10_000)));
        }
        captures.awaitQuiet();
        Proof.initialSubflow(context, captures.read(SingleEnded.FIRST), Family.IPV4.first(), Family.IPV4.mcp());
        Packets second = captures.read(SingleEnded.SECOND);
        Proof.joins(context, second, Family.IPV4.second());
        Proof.carried(context, second, bytes / 5);
        serverLegs(context, captures.read(SingleEnded.INTERNET));
    }

    private static void serverLegs(Context context, Packets internet) {
        context.expectEquals(
                0L,
                internet.count(p -> p.isMptcp() && !p.isSyn() && (p.sourcePort() == PORT || p.destinationPort() == PORT)),
                "MPTCP segments after the SYN, with the server that knows no MPTCP");
        context.expect(
                internet.count(p -> p.isSynAck() && p.sourcePort() == MPTCP_PORT && p.has(Packet.MP_CAPABLE)) == 1,
                "the server that speaks MPTCP was not served over MPTCP");
    }
}
