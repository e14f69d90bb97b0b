package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialers;
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
import java.util.Locale;
/**
 * Draft Figure 8: how a host joins the conversion point that inserted itself.
 *
 * <pre>
 *   h1@    h2@                                     MCP
 *    |&lt;=======initial subflow, dst:rm@============&gt;|
 *    |&lt;--------------ADD_ADDR mcp@------------------|
 *    |       |------SYN + MP_JOIN, dst:mcp@--------&gt;|
 *    |       |&lt;-----SYN/ACK + MP_JOIN---------------|
 *    |       |------ACK + MP_JOIN------------------&gt;|
 * </pre>
 *
 * For IPv4 and IPv6, with TCP timestamps, beside which an IPv6 address has no room for a port. Proven: the host echoes the
 * announcement, and the four packets follow each other in this order.
 */
final class InsertedJoin implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(20, 5);

    @Override
    public About about() {
        return new About(
                "fig08-join",
                "the MCP announces itself on the initial subflow, and the host joins it",
                List.of("S5.2.2-F8", "S5.2.2-c"),
                5,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.FULLMESH);
        set.start(context, ImplicitHost.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(PORT))) {
                    connection.awaitSubflows(2);
                    Proof.whole(
                            context,
                            TrafficClient.run(
                                    connection, server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000)));
                }
                captures.awaitQuiet();
                order(context, family, captures.read(SingleEnded.FIRST), captures.read(SingleEnded.SECOND));
            }
        }
    }

    private static void order(Context context, Family family, Packets first, Packets second) {
        List<Packet> announced =
                first.list(p -> p.has(Packet.ADD_ADDR) && p.source().equals(family.server()));
        List<Packet> echoed = first.list(p -> p.has(Packet.ADD_ADDR) && p.source().equals(family.first()));
        context.expect(!announced.isEmpty() && !echoed.isEmpty(), "no ADD_ADDR, or no echo of it");
        List<Packet> join = second.list(p -> p.has(Packet.MP_JOIN));
        context.expect(join.size() >= 3, "MP_JOIN in " + join.size() + " packets, not 3");
        if (announced.isEmpty() || join.size() < 3) {
            return;
        }
        context.expect(announced.getFirst().time() < join.getFirst().time(), "the join came before the announcement");
        context.expect(
                join.get(0).isSyn() && join.get(1).isSynAck() && !join.get(2).isSyn() && !join.get(2).isSynAck(),
                "not SYN, SYN/ACK and ACK: " + join);
        context.expectEquals(
                List.of(family.second(), family.mcp(), family.second()),
                join.subList(0, 3).stream().map(Packet::source).toList(),
                "who sent MP_JOIN");
    }
}
