package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
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

/**
 * A CPE whose concentrator cannot take a connection (RFC 8803 Section 6, plain-mode-10 Section 5.2).
 *
 * <pre>
 *   host ---TCP---&gt; CPE ===X misfit          silent, refusing, no concentrator at all, mute, busy, not authorized
 *                       ----------TCP----------&gt; server
 * </pre>
 *
 * For IPv4 and IPv6. Proven for each: the customer's streams arrive whole, at a server that sees one plain TCP connection for
 * each of them; once the misfit is known on both accesses, no SYN is spent on it; it is forgotten when the accesses come anew.
 * At last a real concentrator takes the place: a probe finds it, and connections are converted.
 */
final class ConvertFallback implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(0, 2);
    private static final long BYTES = 60_000;
    private static final int PATIENCE_SECONDS = 2;
    private static final int LONG_SECONDS = 3_600;
    private static final int SHORT_SECONDS = 1;

    @Override
    public About about() {
        return new About(
                "convert-fallback",
                "a concentrator that cannot take connections costs customers none of theirs, IPv4 and IPv6",
                List.of("S5.2.1-a", "S5.6.1-b", "X-pm10-4", "X-8803-1"),
                70,
                false);
    }

    private static DualEnded describe(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.network().up();
        return set;
    }

    private static McpDocument document(Family family) {
        return DualEnded.cpe(family).fallback(PATIENCE_SECONDS, LONG_SECONDS);
    }

    @Override
    public Network stage(Context context) throws IOException {
        DualEnded set = describe(context);
        set.startCpe(context, document(Family.IPV4));
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name);
            DualEnded set = describe(context);
            Appliance cpe = set.startCpe(context, document(family));
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                    Netconf session = cpe.netconf()) {
                for (Misfit misfit : Misfit.values()) {
                    context.variant(name + "-" + misfit.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                    Usability.await(session, "<reason>", false);
                    try (Misfit.Presence _ = misfit.begin(set.concentrator())) {
                        fallBack(context, set, family, server, session, misfit);
                    }
                    attachAnew(set);
                }
                context.variant(name + "-recovery");
                recover(context, set, family, server, session);
            }
        }
    }

    private static void fallBack(
            Context context, DualEnded set, Family family, TrafficServer server, Netconf session, Misfit misfit)
            throws IOException {
        Captures before = Captures.start(set.network(), Filter.ALL, context::captureFile);
        // One connection for each access may find out.
        for (int i = 0; i < 2; i++) {
            past(context, set, family, server);
        }
        String state = Usability.of(session);
        context.expect(
                state.split("<reason>" + misfit.reason() + "</reason>", -1).length == 3,
                "the CPE does not say " + misfit.reason() + " of both accesses: " + state);
        before.awaitQuiet();
        Packets internet = before.read(DualEnded.INTERNET);
        List<Packet> syns = internet.list(p -> p.isSyn() && p.destinationPort() == PORT);
        context.expectEquals(
                2L, syns.stream().map(Packet::sourcePort).distinct().count(), "connections that reached the server");
        context.expectEquals(0L, syns.stream().filter(Packet::isMptcp).count(), "SYNs to the server with MPTCP");
        context.expect(asked(before) > 0, "the concentrator was not even tried");

        Captures after = Captures.start(set.network(), Filter.ALL, name -> context.captureFile(name + "-known"));
        past(context, set, family, server);
        after.awaitQuiet();
        context.expectEquals(0L, asked(after), "SYNs to a concentrator that is known to fail");
    }

    private static void past(Context context, DualEnded set, Family family, TrafficServer server) throws IOException {
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.first()), exchange.served().peer().getAddress(), "source the server saw");
    }

    private static long asked(Captures captures) throws IOException {
        return captures.read(DualEnded.FIRST).count(ConvertFallback::asks)
                + captures.read(DualEnded.SECOND).count(ConvertFallback::asks);
    }

    private static boolean asks(Packet p) {
        return p.isSyn() && p.destinationPort() == McpDocument.PORT;
    }

    private static void attachAnew(DualEnded set) throws IOException {
        for (String access : List.of(DualEnded.FIRST, DualEnded.SECOND)) {
            set.cut(access);
            set.restore(access);
        }
    }

    private static void recover(
            Context context, DualEnded set, Family family, TrafficServer server, Netconf session) throws IOException {
        session.commit(McpDocument.serviceLeaf("fallback", "retry-after", SHORT_SECONDS));
        Usability.await(session, "<reason>", false);
        past(context, set, family, server);
        Usability.await(session, "<health>failed</health>", true);
        set.startConcentrator(context, SingleEnded.document());
        Usability.await(session, "<health>failed</health>", false);
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Exchange exchange = TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
        Proof.whole(context, exchange);
        captures.awaitQuiet();
        Proof.initialSubflow(context, captures.read(DualEnded.FIRST), family.first(), family.mcp());
    }
}
