package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
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
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * A CPE with two concentrators, of which the preferred one dies and comes back.
 *
 * <pre>
 *                 first    .-----------.
 *   host --- CPE ==========| conc      |---- server
 *                ==========| preferred |
 *                 second   '-----------'
 *                             | backbone
 *                          spare concentrator
 * </pre>
 *
 * For IPv4 and IPv6. Proven: while the preferred one lives, it is used; when it has died, new connections are converted by
 * the spare one, none is lost, and none is spent on the dead one once that is known; when it has come back, a probe finds it,
 * and it is used again. The CPE's state says so, with a reason.
 */
final class McpFailover implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(0, 2);
    private static final long BYTES = 60_000;
    private static final int PATIENCE_SECONDS = 4;
    private static final int RETRY_SECONDS = 2;

    @Override
    public About about() {
        return new About(
                "mcp-failover",
                "two concentrators, of which the preferred one dies and comes back, IPv4 and IPv6",
                List.of("S5.2.1-a", "S5.2.1-F6c"),
                40,
                false);
    }

    private static McpDocument cpe(Family family) {
        return DualEnded.cpe(family)
                .concentrator("spare", DualEnded.spare(family))
                .fallback(PATIENCE_SECONDS, RETRY_SECONDS);
    }

    @Override
    public Network stage(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).withSpare();
        set.start(context, cpe(Family.IPV4), SingleEnded.document());
        set.startSpare(context);
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            context.variant(family.name().toLowerCase(Locale.ROOT));
            DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).withSpare();
            set.start(context, cpe(family), SingleEnded.document());
            set.startSpare(context);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                    Netconf session = set.running().cpe().netconf()) {
                failOver(context, set, family, server, session);
            }
        }
    }

    private static void failOver(
            Context context, DualEnded set, Family family, TrafficServer server, Netconf session) throws IOException {
        InetAddress preferred = Family.address(family.own());
        InetAddress spare = Family.address(DualEnded.spareOwn(family));
        context.expectEquals(preferred, source(context, set, family, server), "source with both alive");
        set.running().concentrator().kill();
        for (int i = 0; i < 3; i++) {
            context.expectEquals(spare, source(context, set, family, server), "source with the preferred one dead");
        }
        String state = Usability.of(session);
        context.expect(
                state.contains("<health>failed</health><reason>concentrator-unreachable</reason>")
                        && state.contains("<name>spare</name><access>wan1</access><health>usable</health>"),
                "the CPE's state does not tell it: " + state);
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        context.expectEquals(spare, source(context, set, family, server), "source once the death is known");
        captures.awaitQuiet();
        context.expect(
                captures.read(DualEnded.FIRST)
                                .count(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)
                                        && p.destination().equals(DualEnded.spare(family)))
                        == 1,
                "the connection was not converted by the spare one over the first access");
        Appliance again = set.startConcentrator(context, SingleEnded.document());
        context.expect(again.alive(), "the preferred one did not come back");
        Usability.await(session, "<health>failed</health>", false);
        context.expectEquals(preferred, source(context, set, family, server), "source with the preferred one back");
    }

    private static InetAddress source(Context context, DualEnded set, Family family, TrafficServer server)
            throws IOException {
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
        Proof.whole(context, exchange);
        return exchange.served().peer().getAddress();
    }
}
