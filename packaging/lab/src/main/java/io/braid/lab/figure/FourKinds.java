package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialer;
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
 * Nothing is assumed of either peer: each leg is MPTCP or TCP on its own, on one address and port (draft Section 1).
 *
 * <pre>
 *   client  ----TCP----&gt;  MCP  ----TCP----&gt;  server
 *   client  ----TCP----&gt;  MCP  ===MPTCP===&gt;  server
 *   client  ===MPTCP===&gt;  MCP  ----TCP----&gt;  server
 *   client  ===MPTCP===&gt;  MCP  ===MPTCP===&gt;  server
 * </pre>
 */
final class FourKinds implements Scenario {
    private static final int TCP_PORT = 8080;
    private static final int MPTCP_PORT = 8081;
    private static final Shape ACCESS = Shape.of(50, 2);

    @Override
    public About about() {
        return new About(
                "four-kinds", "TCP and MPTCP clients with TCP and MPTCP servers", List.of("S1-a", "S2-d"), 5, false);
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
        try (TrafficServer tcp = TrafficServer.tcp(set.server(), TCP_PORT);
                TrafficServer mptcp = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            for (boolean multipathClient : new boolean[] {false, true}) {
                Dialer dialer = multipathClient ? set.inData(Family.IPV4) : set.overTcp(Family.IPV4);
                one(context, set, dialer, multipathClient, tcp, false);
                one(context, set, dialer, multipathClient, mptcp, true);
            }
        }
    }

    private static void one(
            Context context,
            SingleEnded set,
            Dialer dialer,
            boolean multipathClient,
            TrafficServer server,
            boolean multipathServer)
            throws IOException {
        context.variant((multipathClient ? "mptcp" : "tcp") + "-client-" + (multipathServer ? "mptcp" : "tcp") + "-server");
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(300_000, 30_000_000);
        int port = multipathServer ? MPTCP_PORT : TCP_PORT;
        Proof.whole(
                context,
                TrafficClient.run(
                        dialer, Family.IPV4.server(port), server, Request.of(Request.Kind.EXCHANGE, bytes, bytes)));
        captures.awaitQuiet();
        leg(context, captures.read(SingleEnded.FIRST), multipathClient);
        leg(context, captures.read(SingleEnded.INTERNET), multipathServer);
    }

    private static void leg(Context context, Packets link, boolean multipath) {
        context.expectEquals(1L, link.count(p -> p.isSynAck() && !p.has(Packet.MP_JOIN)), "connections on " + link.name());
        context.expectEquals(
                multipath ? 1L : 0L,
                link.count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)),
                "connections with MPTCP on " + link.name());
    }
}
