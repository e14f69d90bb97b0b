package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
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
 * A half that ends at one side ends at the other, and the other half lives on (draft Section 2: all data is relayed).
 *
 * <pre>
 *   host ---FIN---&gt; CPE ===DATA_FIN===&gt; concentrator ---FIN---&gt; server       and then data the other way,
 *   host &lt;---FIN--- CPE &lt;===DATA_FIN=== concentrator &lt;---FIN--- server       each side being first once
 * </pre>
 *
 * Proven: what is sent after the other side's end arrives whole; the MPTCP leg carries DATA_FIN both ways.
 */
final class HalfClose implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 5);
    private static final long LITTLE = 50_000;

    @Override
    public About about() {
        return new About(
                "half-close", "FIN and DATA_FIN, the client first and the server first", List.of("S2-c"), 5, false);
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
        long much = context.size(2_000_000, 20_000_000);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            // The server is silent until it has seen the client's end.
            Proof.whole(context, run(set, server, Request.of(Request.Kind.REPLY_AT_END, much, LITTLE)));
            // The server ends long before the client does.
            Proof.whole(context, run(set, server, Request.of(Request.Kind.EXCHANGE, LITTLE, much)));
        }
        captures.awaitQuiet();
        Packets first = captures.read(DualEnded.FIRST);
        for (String from : List.of(Family.IPV4.first(), Family.IPV4.mcp())) {
            context.expect(
                    first.count(p -> p.source().equals(from) && p.dataFin()) > 0, "no DATA_FIN from " + from);
        }
        for (String link : List.of(DualEnded.LAN, DualEnded.INTERNET)) {
            Packets packets = captures.read(link);
            context.expectEquals(0L, packets.count(Packet::isRst), "resets on " + link);
            context.expectEquals(2L, packets.count(Packet::isSyn), "connections on " + link);
            context.expect(packets.count(Packet::isFin) >= 4, "fewer FINs on " + link + " than ends of halves");
        }
    }

    private static io.braid.lab.host.Exchange run(DualEnded set, TrafficServer server, Request request)
            throws IOException {
        return TrafficClient.run(set.dialer(), Family.IPV4.server(PORT), server, request);
    }
}
