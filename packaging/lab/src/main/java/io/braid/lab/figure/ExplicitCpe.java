package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
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

/**
 * Draft Figure 6, CPE-based model of the explicit mode.
 *
 * <pre>
 *             Upstream                       Downstream
 *   +--+      +-----+                         +-----+       +--+
 *   |H1|      | MCP |                         | MCP |       |RM|
 *   +--+      +-----+                         +-----+       +--+
 *    h1@    uMCP@1 uMCP@2                       dMCP@       rm@
 *    |src:h1@    |src:uMCP@1             dst:dmcp@|           |
 *    |&lt;-TCP Leg-&gt;|&lt;=========MPTCP Leg============&gt;|&lt;-TCP Leg-&gt;|
 *    |    dst:rm@| |src:uMCP@2           dst:dmcp@|    dst:rm@|
 *    |           | |&lt;===Secondary MPTCP subflow==&gt;|           |
 * </pre>
 *
 * For IPv4 and IPv6. Proven: on each access network the source is the CPE's address there and the destination dMCP@;
 * the server is told nothing of MPTCP; when the preferred access is down, the initial subflow takes the other one.
 */
final class ExplicitCpe implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(40, 5);

    @Override
    public About about() {
        return new About(
                "fig06-cpe",
                "explicit mode from a CPE, IPv4 and IPv6, also with one access down",
                List.of("S5.2.1-F6c", "S5.2.1-a", "S5.2.1-b", "S5.2.1-f"),
                10,
                false);
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
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
            context.variant(name);
            DualEnded set = set(context, family);
            try (Network network = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                bothUp(context, set, family, server);
                context.variant(name + "-first-down");
                Captures captures = Captures.start(network, Filter.ALL, context::captureFile);
                network.setUp(network.cable(DualEnded.FIRST), false);
                Proof.whole(
                        context,
                        TrafficClient.run(
                                set.dialer(), family.server(PORT), server, Request.download(100_000)));
                captures.awaitQuiet();
                Proof.initialSubflow(context, captures.read(DualEnded.SECOND), family.second(), family.mcp());
            }
        }
    }

    private static void bothUp(Context context, DualEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(3_000_000, 30_000_000);
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.own()), exchange.served().peer().getAddress(), "source the server saw");
        captures.awaitQuiet();
        Packets first = captures.read(DualEnded.FIRST);
        Packets second = captures.read(DualEnded.SECOND);
        Proof.plainTcp(context, captures.read(DualEnded.LAN));
        Proof.initialSubflow(context, first, family.first(), family.mcp());
        Proof.joins(context, second, family.second());
        Proof.carried(context, second, bytes / 5);
        Proof.plainTcp(context, captures.read(DualEnded.INTERNET));
    }
}
