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
import java.util.Set;

/**
 * Draft Figure 7, host-based model of the implicit mode.
 *
 * <pre>
 *   +---+                                     +-----+      +--+
 *   |H1 |                                     | MCP |      |RM|
 *   +---+                                     +-----+      +--+
 *   h1@h2@                                      mcp@        rm@
 *    | |src:h1@                           dst:rm@|    dst:rm@|
 *    |&lt;==========Initial subflow================&gt;|&lt;---TCP --&gt;|
 *    | |&lt;========Secondary subflow==dst:mcp@====&gt;|           |
 * </pre>
 *
 * The host connects to rm@ and knows of no conversion point. For IPv4 and IPv6 and two ports each: rm@ answers it with
 * MP_CAPABLE and the C bit, then announces mcp@; h2@ joins mcp@ and h1@ joins nothing; the server sees plain TCP. A host
 * without MPTCP is converted as well. A rule lets a source pass: its SYN reaches the server as it was.
 */
final class ImplicitHost implements Scenario {
    private static final int[] PORTS = {8080, 443};
    private static final int MPTCP_PORT = 8081;
    private static final Shape ACCESS = Shape.of(20, 5);

    @Override
    public About about() {
        return new About(
                "fig07-host",
                "implicit mode from a host: interception on the way to the server, a second subflow to the MCP",
                List.of("S5.2.2-a", "S5.2.2-c", "S5.2.2-d", "S5.2.2-f", "S5.2.2-F7h", "S5.2.2.1-b"),
                9,
                true);
    }

    /** A downstream conversion point that takes the connections of hosts that speak MPTCP. */
    static McpDocument document() {
        return SingleEnded.document().intercepting().proxyNative("always").allowJoinInitial(false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.FULLMESH);
        set.start(context, document().rule("second", "10.2.0.0/24", "pass").rule("second6", "fd02::/64", "pass"));
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        for (int port : PORTS) {
            try (TrafficServer server = TrafficServer.tcp(set.server(), port)) {
                for (Family family : Family.values()) {
                    multipath(context, set, family, server, port);
                }
            }
        }
        try (TrafficServer server = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            for (Family family : Family.values()) {
                single(context, set, family, server);
                passed(context, set, family, server);
            }
        }
    }

    private static void multipath(Context context, SingleEnded set, Family family, TrafficServer server, int port)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-mptcp-" + port);
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(1_000_000, 10_000_000);
        try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(port))) {
            connection.awaitSubflows(2);
            Exchange exchange =
                    TrafficClient.run(connection, server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
            Proof.whole(context, exchange);
            context.expectEquals(
                    Family.address(family.own()), exchange.served().peer().getAddress(), "source the server saw");
        }
        captures.awaitQuiet();
        Packets first = captures.read(SingleEnded.FIRST);
        Proof.initialSubflow(context, first, family.first(), family.server());
        context.expect(
                first.count(p -> p.isSynAck() && p.source().equals(family.server()) && p.noMoreSubflows()) > 0,
                "no C bit in the SYN/ACK of rm@");
        context.expect(
                first.count(p -> p.has(Packet.ADD_ADDR) && p.source().equals(family.server())) > 0,
                "no ADD_ADDR on the initial subflow");
        Packets second = captures.read(SingleEnded.SECOND);
        Proof.joins(context, second, family.second());
        context.expectEquals(
                Set.of(family.mcp()),
                second.destinations(p -> p.isSyn() && p.has(Packet.MP_JOIN)),
                "where subflows joined");
        Proof.carried(context, second, bytes / 5);
        Proof.plainTcp(context, captures.read(SingleEnded.INTERNET));
    }

    /** Plain TCP is intercepted; the conversion point offers the server MPTCP. */
    private static void single(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-tcp");
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Exchange exchange = TrafficClient.run(
                Dialers.tcp(set.host()),
                family.server(MPTCP_PORT),
                server,
                Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        captures.awaitQuiet();
        Proof.plainTcp(context, captures.read(SingleEnded.FIRST));
        Proof.initialSubflow(context, captures.read(SingleEnded.INTERNET), family.own(), family.server());
    }

    private static void passed(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-passed-by-rule");
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Exchange exchange = TrafficClient.run(
                Dialers.tcp(set.host(), Family.address(family.second())),
                family.server(MPTCP_PORT),
                server,
                Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        captures.awaitQuiet();
        context.expectEquals(
                Set.of(family.second()),
                captures.read(SingleEnded.INTERNET).sources(Packet::isSyn),
                "sources of SYNs at the server");
    }
}
