package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
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
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Draft Figure 7, CPE-based model of the implicit mode.
 *
 * <pre>
 *   +--+       +-----+                        +-----+      +--+
 *   |H1|       |uMCP |                        |dMCP |      |RM|
 *   +--+       +-----+                        +-----+      +--+
 *   h1@       uMCP@1,2                         mcp@        rm@
 *    |src:h1@    | |src:uMCP@1          dst:rm@ |src:uMCP@1 |
 *    |&lt;--TCP----&gt;|&lt;=====Initial subflow========&gt;|&lt;---TCP --&gt;|
 *    | dst:rm@   | |&lt;===Secondary===dst:mcp@===&gt;|    dst:rm@|
 * </pre>
 *
 * For IPv4 and IPv6. The CPE names no conversion point. Proven: uMCP@1 connects to rm@ over the primary access network,
 * uMCP@2 joins the address that is announced, the server sees uMCP@1 alone. With the primary access network down,
 * connections are plain TCP over the other one.
 */
final class ImplicitCpe implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(20, 5);

    @Override
    public About about() {
        return new About(
                "fig07-cpe",
                "implicit mode from a CPE: the first subflow on the primary access, the second to the MCP that announces itself",
                List.of("S5.2.2-b", "S5.2.2-c", "S5.2.2-d", "S5.2.2-F7c", "S5.4.1-a"),
                10,
                true);
    }

    /** A CPE that counts on a conversion point on the way. */
    static McpDocument cpe(boolean preferProxy) {
        return McpDocument.upstream("lan1")
                .access("wan1", 10)
                .access("wan2", 20)
                .ownAddress()
                .implicit(preferProxy, "plain-tcp")
                .allowJoinInitial(false);
    }

    /** A downstream conversion point that intercepts, and leaves all else to its document. */
    static McpDocument concentrator() {
        return SingleEnded.document().preserve().intercepting().allowJoinInitial(false);
    }

    private static DualEnded set(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.start(context, cpe(false), concentrator().proxyNative("always"));
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                both(context, set, family, server);
            }
            set.cut(DualEnded.FIRST);
            set.routeOverSecond();
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT) + "-primary-down");
                down(context, set, family, server);
            }
        }
    }

    private static void both(Context context, DualEnded set, Family family, TrafficServer server) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(2_000_000, 20_000_000);
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.first()), exchange.served().peer().getAddress(), "source the server saw");
        captures.awaitQuiet();
        Proof.plainTcp(context, captures.read(DualEnded.LAN));
        Packets first = captures.read(DualEnded.FIRST);
        Proof.initialSubflow(context, first, family.first(), family.server());
        context.expect(
                first.count(p -> p.isSynAck() && p.source().equals(family.server()) && p.noMoreSubflows()) > 0,
                "no C bit in the SYN/ACK of rm@");
        Packets second = captures.read(DualEnded.SECOND);
        Proof.joins(context, second, family.second());
        context.expectEquals(
                Set.of(family.mcp()),
                second.destinations(p -> p.isSyn() && p.has(Packet.MP_JOIN)),
                "where subflows joined");
        Proof.carried(context, second, bytes / 5);
        Packets internet = captures.read(DualEnded.INTERNET);
        Proof.plainTcp(context, internet);
        context.expectEquals(Set.of(family.first()), internet.sources(Packet::isSyn), "sources of SYNs at the server");
    }

    private static void down(Context context, DualEnded set, Family family, TrafficServer server) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        captures.awaitQuiet();
        Packets second = captures.read(DualEnded.SECOND);
        context.expectEquals(0L, second.count(Packet::isMptcp), "MPTCP segments");
        context.expect(second.count(Packet::isSynAck) > 0, "no connection on the second access network");
        context.expect(set.running().cpe().log().contains("reason=path-primary-down"), "the CPE does not tell why");
    }
}
