package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Half;
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
 * A reset at one side is a reset at the other (draft Section 2; RFC 8684 Section 3.5).
 *
 * <pre>
 *   host ---RST---&gt; CPE ===MP_FASTCLOSE===&gt; concentrator ---RST---&gt; server
 *   host &lt;---RST--- CPE &lt;===MP_FASTCLOSE=== concentrator &lt;---RST--- server
 * </pre>
 */
final class Reset implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 5);
    private static final long BYTES = 20_000;

    @Override
    public About about() {
        return new About("reset", "RST and MP_FASTCLOSE, from the client and from the server", List.of("S2-c"), 5, false);
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
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            context.variant("client-resets");
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            Exchange client = run(set, server, Request.Kind.CLIENT_RESETS);
            context.expectEquals(Half.End.RESET, client.served().received().end(), "what the server saw");
            captures.awaitQuiet();
            Packets first = captures.read(DualEnded.FIRST);
            fastClose(context, first, Family.IPV4.first());
            rst(context, captures.read(DualEnded.INTERNET), Family.IPV4.own());

            context.variant("server-resets");
            captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            Exchange served = run(set, server, Request.Kind.SERVER_RESETS);
            context.expectEquals(Half.End.RESET, served.received().end(), "what the client saw");
            captures.awaitQuiet();
            fastClose(context, captures.read(DualEnded.FIRST), Family.IPV4.mcp());
            rst(context, captures.read(DualEnded.LAN), Family.IPV4.server());
        }
    }

    private static Exchange run(DualEnded set, TrafficServer server, Request.Kind kind) throws IOException {
        return TrafficClient.run(
                set.dialer(), Family.IPV4.server(PORT), server, Request.of(kind, BYTES, BYTES));
    }

    private static void fastClose(Context context, Packets leg, String from) {
        context.expect(
                leg.count(p -> p.source().equals(from) && p.has(Packet.MP_FASTCLOSE)) > 0,
                "no MP_FASTCLOSE from " + from + " on " + leg.name());
    }

    private static void rst(Context context, Packets leg, String from) {
        context.expect(
                leg.count(p -> p.source().equals(from) && p.isRst()) > 0, "no RST from " + from + " on " + leg.name());
    }
}
