package io.braid.lab.figure;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A CPE of a concentrator that wants cookies (RFC 8803 Section 4.2.7). Its customers notice nothing.
 *
 * <pre>
 *   host ---TCP---&gt; CPE ==Connect==========&gt; MCP            the first connection
 *                       &lt;==Error 3, cookie==
 *                       ==Connect, cookie==&gt;     ---TCP---&gt; server
 *                       ==Connect, cookie==&gt;     ---TCP---&gt; later ones
 *                       ==Connect, old one=&gt;                the first after the key has changed
 *                       &lt;==Error 32=========
 *                       ==Connect==========&gt;                and so on as at first
 * </pre>
 *
 * For IPv4 and IPv6; also with many first connections at once.
 */
final class CpeCookie implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 5);
    private static final long BYTES = 60_000;
    /** Bytes of a request, and of one with a cookie. */
    private static final int WITHOUT = 24;
    private static final int WITH = WITHOUT + 4 + 16;
    private static final int AT_ONCE = 12;

    @Override
    public About about() {
        return new About(
                "convert-cookie-cpe",
                "a CPE of a concentrator that wants cookies: fetched once, shown from then on, fetched anew when they are old",
                List.of("X-8803-1", "S5.2.1-a"),
                16,
                false);
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.start(context, DualEnded.cpe(family), SingleEnded.document().cookieRequired());
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
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                    Netconf cpe = set.running().cpe().netconf();
                    Netconf concentrator = set.running().concentrator().netconf()) {
                context.variant(name + "-first");
                one(context, set, family, server, List.of(WITHOUT, WITH));
                context.variant(name + "-later");
                one(context, set, family, server, List.of(WITH));
                context.variant(name + "-key-changed");
                concentrator.commit(
                        McpDocument.serviceLeaf("explicit", "cookie", "<key-lifetime>61</key-lifetime>"));
                one(context, set, family, server, List.of(WITH, WITHOUT, WITH));
                one(context, set, family, server, List.of(WITH));
                context.variant(name + "-at-once-old");
                concentrator.commit(
                        McpDocument.serviceLeaf("explicit", "cookie", "<key-lifetime>62</key-lifetime>"));
                many(context, set, family, server, cpe);
                context.variant(name + "-at-once");
                set.cut(DualEnded.FIRST);
                set.restore(DualEnded.FIRST);
                many(context, set, family, server, cpe);
            }
        }
    }

    private static void one(
            Context context, DualEnded set, Family family, TrafficServer server, List<Integer> requests)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        converted(context, family, exchange(set, family, server));
        captures.awaitQuiet();
        context.expectEquals(
                requests,
                captures.read(DualEnded.FIRST).list(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)).stream()
                        .map(Packet::length)
                        .toList(),
                "bytes of data in the SYNs to the concentrator");
        context.expectEquals(
                1L,
                captures.read(DualEnded.INTERNET).count(p -> p.isSyn() && p.destinationPort() == PORT),
                "SYNs to the server");
    }

    private static void many(Context context, DualEnded set, Family family, TrafficServer server, Netconf cpe)
            throws IOException {
        List<Background> transfers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            transfers.add(Background.begin(() -> exchange(set, family, server)));
        }
        for (Background transfer : transfers) {
            converted(context, family, transfer.result());
        }
        String state = Usability.of(cpe);
        context.expect(!state.contains("<reason>"), "the CPE blames a concentrator: " + state);
    }

    private static Exchange exchange(DualEnded set, Family family, TrafficServer server) throws IOException {
        return TrafficClient.run(
                set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
    }

    private static void converted(Context context, Family family, Exchange exchange) {
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.own()), exchange.served().peer().getAddress(), "source the server saw");
    }
}
