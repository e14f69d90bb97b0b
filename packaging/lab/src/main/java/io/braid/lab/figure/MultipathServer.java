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
import io.braid.lab.topology.Family;
import io.braid.lab.topology.ServerSide;
import java.io.IOException;
import java.util.List;

/**
 * Draft Figure 2: a Client interacts with a Multipath Server through a conversion point.
 *
 * <pre>
 *     C &lt;---------&gt; MCP &lt;===========&gt; S
 *                     +&lt;=============&gt;+
 * </pre>
 *
 * Proven: plain TCP on the client's side; on the server's side MP_CAPABLE on one link and MP_JOIN from the conversion
 * point's second address on the other; the stream is the same at both ends, for both address families.
 */
final class MultipathServer implements Scenario {
    private static final int PORT = 8080;
    private static final Shape LINK = Shape.of(50, 2);

    @Override
    public About about() {
        return new About(
                "fig02-server-side",
                "a single-path client and a multipath server",
                List.of("S1-a", "S2-d", "S3-F2", "S4.3-a"),
                8,
                false);
    }

    private static ServerSide set(Context context) throws IOException {
        ServerSide set = ServerSide.describe(context, LINK, LINK);
        set.start(context, ServerSide.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            context.variant(family.name().toLowerCase(java.util.Locale.ROOT));
            ServerSide set = set(context);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                long bytes = context.size(4_000_000, 40_000_000);
                Exchange exchange = TrafficClient.run(
                        set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
                Proof.whole(context, exchange);
                captures.awaitQuiet();
                Proof.plainTcp(context, captures.read(ServerSide.LAN));
                Proof.initialSubflow(context, captures.read(ServerSide.FIRST), family.first(), family.server());
                Packets second = captures.read(ServerSide.SECOND);
                Proof.joins(context, second, family.second());
                Proof.carried(context, second, bytes / 5);
            }
        }
    }
}
