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

/**
 * Draft Figure 3: a Client interacts with a Server through two conversion points.
 *
 * <pre>
 *          Upstream          Downstream
 *     C &lt;---&gt; MCP &lt;===========&gt; MCP &lt;------------&gt; S
 *               +&lt;=============&gt;+
 * </pre>
 *
 * Proven: three flows in a chain, of which only the middle one is MPTCP, with two subflows that both carry data; neither
 * client nor server sees any of it; the server sees the address of the downstream one.
 */
final class TwoConversionPoints implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "fig03-two-mcps",
                "three flows in a chain, the middle one with two subflows",
                List.of("S1-b", "S2-b", "S2-c", "S3-F3"),
                6,
                false);
    }

    private static DualEnded set(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.start(context, DualEnded.cpe(Family.IPV4), SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = set(context);
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(4_000_000, 40_000_000);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            Exchange exchange = TrafficClient.run(
                    set.dialer(),
                    Family.IPV4.server(PORT),
                    server,
                    Request.of(Request.Kind.EXCHANGE, bytes, bytes));
            Proof.whole(context, exchange);
            context.expectEquals(
                    Family.address(Family.IPV4.own()), exchange.served().peer().getAddress(), "source the server saw");
        }
        captures.awaitQuiet();
        Proof.plainTcp(context, captures.read(DualEnded.LAN));
        Proof.initialSubflow(context, captures.read(DualEnded.FIRST), Family.IPV4.first(), Family.IPV4.mcp());
        Packets second = captures.read(DualEnded.SECOND);
        Proof.joins(context, second, Family.IPV4.second());
        Proof.carried(context, second, bytes / 5);
        Proof.plainTcp(context, captures.read(DualEnded.INTERNET));
    }
}
