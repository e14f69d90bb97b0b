package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
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
 * A customer that may not use the service keeps what it would have without it (draft Section 5.2.2).
 *
 * <pre>
 *   pass    the first   host ==MPTCP==&gt; MCP ---TCP, src:h1@---&gt; server
 *           next ones   host =========MPTCP==================&gt; server      for a while
 *   reset               host &lt;--RST---- MCP
 * </pre>
 *
 * For IPv4 and IPv6, with a server that speaks MPTCP. Proven: the first connection, which is accepted before it is known who it
 * is from, reaches the server as TCP from the host's own address, without announcements; the next one is the host's own from
 * end to end. Told to reset, the conversion point does, and no server hears of it.
 */
final class RefusedCustomer implements Scenario {
    private static final int PORT = 8081;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "refused-passes",
                "intercepted customers that may not use the service reach their servers unconverted, or are reset",
                List.of("S5.2.2-a", "S5.2.2.1-d"),
                6,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(
                context,
                ImplicitHost.document()
                        .method("acl")
                        .prefix("nobody4", "0.0.0.0/0", "deny")
                        .prefix("nobody6", "::/0", "deny"));
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                String name = family.name().toLowerCase(Locale.ROOT);
                context.variant(name + "-first");
                Captures first = exchange(context, set, family, server);
                Packets host = first.read(SingleEnded.FIRST);
                Packets internet = first.read(SingleEnded.INTERNET);
                Proof.plainTcp(context, internet);
                context.expectEquals(
                        0L, internet.count(p -> p.isSyn() && p.isMptcp()), "SYNs at the server that offer MPTCP");
                context.expectEquals(
                        1L, host.count(p -> p.isSynAck() && p.noMoreSubflows()), "SYN/ACKs of the conversion point");
                context.expectEquals(0L, host.count(p -> p.has(Packet.ADD_ADDR)), "announcements");

                context.variant(name + "-next");
                Captures next = exchange(context, set, family, server);
                context.expectEquals(
                        1L,
                        next.read(SingleEnded.INTERNET).count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)),
                        "SYN/ACKs with MP_CAPABLE at the server");
                context.expectEquals(
                        0L,
                        next.read(SingleEnded.FIRST).count(p -> p.isSynAck() && p.noMoreSubflows()),
                        "SYN/ACKs of the conversion point");
            }
            try (var session = set.running().netconf()) {
                session.commit(McpDocument.serviceLeaf("intercept", "refused", "reset"));
            }
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT) + "-reset");
                reset(context, set, family);
            }
        }
    }

    private static Captures exchange(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Exchange exchange = TrafficClient.run(
                Dialers.mptcp(set.host()),
                family.server(PORT),
                server,
                Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.first()), exchange.served().peer().getAddress(), "source the server saw");
        captures.awaitQuiet();
        return captures;
    }

    private static void reset(Context context, SingleEnded set, Family family) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(PORT))) {
            int got = connection.read(new byte[1]);
            context.expect(false, "not reset: " + got);
        } catch (IOException e) {
            context.expect(String.valueOf(e.getMessage()).contains("ECONNRESET"), "not reset: " + e.getMessage());
        }
        captures.awaitQuiet();
        context.expectEquals(0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "SYNs at the server");
    }
}
