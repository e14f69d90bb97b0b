package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.MptcpConnection;
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
 * A connection has four subflows at most, the initial one included; surplus joins are closed within a second (draft
 * Section 7.2; RFC 8684 Section 3.8).
 *
 * <pre>
 *   host  h1@ =====MP_CAPABLE=====&gt; mcp@
 *         h2@ h3@ h4@ ===MP_JOIN==&gt; mcp@       accepted
 *         h5@ h6@ ==MP_JOIN==X      mcp@       closed
 * </pre>
 */
final class SubflowCap implements Scenario {
    private static final int PORT = 8080;
    private static final int CAP = 4;
    private static final int MORE_ADDRESSES = 4;
    private static final double WITHIN_SECONDS = 1.0;
    private static final Shape ACCESS = Shape.of(0, 2);

    @Override
    public About about() {
        return new About(
                "subflow-cap",
                "six addresses, four subflows: surplus joins are closed within a second",
                List.of("S5.2.1-F6h"),
                6,
                true);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW)
                .moreAddresses(MORE_ADDRESSES);
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
        double quietAt;
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                MptcpConnection connection = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT))) {
            captures.awaitQuiet();
            quietAt = System.currentTimeMillis() / 1000.0;
            context.expectEquals(CAP, connection.subflows().size(), "subflows once all is quiet");
            Proof.whole(
                    context,
                    TrafficClient.run(connection, server, Request.of(Request.Kind.EXCHANGE, 500_000, 500_000)));
        }
        captures.awaitQuiet();
        Packets second = captures.read(SingleEnded.SECOND);
        List<Packet> joins = second.list(p -> p.isSyn() && p.has(Packet.MP_JOIN));
        context.expect(joins.size() > CAP - 1, "only " + joins.size() + " joins were tried");
        context.expectEquals(
                (long) joins.size() - (CAP - 1),
                joins.stream().filter(j -> closedEarly(second, j, quietAt)).count(),
                "joins closed within " + WITHIN_SECONDS + " s of " + joins.size());
    }

    /** Whether the conversion point ended a join by itself soon after it began, and not with the connection. */
    private static boolean closedEarly(Packets packets, Packet join, double quietAt) {
        return packets.stream()
                .anyMatch(p -> (p.isRst() || p.isFin())
                        && p.time() < quietAt
                        && p.destinationPort() == join.sourcePort()
                        && p.destination().equals(join.source())
                        && p.time() - join.time() < WITHIN_SECONDS);
    }
}
