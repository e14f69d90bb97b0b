package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialers;
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
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Draft Figure 6, host-based model of the explicit mode.
 *
 * <pre>
 *   +---+                                     +-----+      +--+
 *   |H1 |                                     | MCP |      |RM|
 *   +---+                                     +-----+      +--+
 *   h1@h2@                                      mcp@        rm@
 *    | |src:hi@                          dst:mcp@|    dst:rm@|
 *    | |&lt;=================MPTCP Leg=============&gt;|&lt;---TCP --&gt;|
 * </pre>
 *
 * Four variants: the C bit clear and a host whose second address is a plain {@code subflow} endpoint, which joins the
 * address it first connected to; and the C bit set with {@code fullmesh} endpoints, which join what is announced; each
 * over IPv4 and IPv6. IPv6 beside TCP timestamps has no room for a port in ADD_ADDR, so that a second IPv6 address is
 * announced without one. Proven: h1@ and h2@ both send to the conversion point's addresses only, the Connect TLV is in
 * the SYN, and plain TCP goes to rm@. Then again with a route to rm@ around the conversion point, which changes nothing.
 */
final class ExplicitHost implements Scenario {
    private static final int PORT = 8080;
    private static final int CONNECT_BYTES = 24;
    private static final Shape ACCESS = Shape.of(20, 5);
    private static final String JOIN_IPV6 = "2001:db8:c::2";

    @Override
    public About about() {
        return new About(
                "fig06-host",
                "explicit mode from a host, with and without the C bit, IPv4 and IPv6",
                List.of("S5.2.1-F6h", "S5.2.1-b", "S5.2.1-c", "S5.2.1-d", "S5.2.1-e"),
                16,
                true);
    }

    private static SingleEnded set(Context context, boolean cBit) throws IOException {
        SingleEnded set = SingleEnded.describe(
                context, ACCESS, ACCESS, cBit ? HostEndpoints.FULLMESH : HostEndpoints.SUBFLOW);
        McpDocument document = SingleEnded.document().allowJoinInitial(!cBit);
        set.start(context, cBit ? document.joinAddress(JOIN_IPV6) : document);
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, false).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (boolean cBit : new boolean[] {false, true}) {
            for (Family family : Family.values()) {
                context.variant((cBit ? "c-bit-fullmesh-" : "no-c-bit-subflow-")
                        + family.name().toLowerCase(Locale.ROOT));
                one(context, set(context, cBit), family, cBit);
            }
        }
        for (Family family : Family.values()) {
            around(context, family);
        }
    }

    /** rm@ is routed around the conversion point, over a cable of its own; who asks the conversion point does not care. */
    private static void around(Context context, Family family) throws IOException {
        context.variant("route-around-" + family.name().toLowerCase(Locale.ROOT));
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW)
                .directLink();
        set.start(context, SingleEnded.document());
        try (Network _ = set.network();
                TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            Request little = Request.upload(10_000);
            Proof.whole(context, TrafficClient.run(Dialers.tcp(set.host()), family.server(PORT), server, little));
            Exchange converted = TrafficClient.run(
                    set.inSyn(family), family.server(PORT), server, Request.upload(100_000));
            Proof.whole(context, converted);
            context.expectEquals(
                    Family.address(family.own()), converted.served().peer().getAddress(), "source the server saw");
            captures.awaitQuiet();
            context.expectEquals(
                    1L, captures.read(SingleEnded.DIRECT).count(Packet::isSyn), "connections past the conversion point");
            Proof.initialSubflow(context, captures.read(SingleEnded.FIRST), family.first(), family.mcp());
        }
    }

    private static void one(Context context, SingleEnded set, Family family, boolean cBit) throws IOException {
        try (Network _ = set.network();
                TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            long bytes = context.size(1_000_000, 10_000_000);
            Exchange exchange = TrafficClient.run(
                    set.inSyn(family), family.server(PORT), server, Request.upload(bytes));
            Proof.whole(context, exchange);
            context.expectEquals(
                    Family.address(family.own()), exchange.served().peer().getAddress(), "source the server saw");
            captures.awaitQuiet();
            Packets first = captures.read(SingleEnded.FIRST);
            Packets second = captures.read(SingleEnded.SECOND);
            Proof.initialSubflow(context, first, family.first(), family.mcp());
            Proof.joins(context, second, family.second());
            Proof.carried(context, second, bytes / 5);
            Proof.plainTcp(context, captures.read(SingleEnded.INTERNET));
            context.expectEquals(
                    List.of(CONNECT_BYTES),
                    first.list(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)).stream().map(Packet::length).toList(),
                    "bytes of data in the SYN");
            context.expectEquals(
                    cBit,
                    first.count(p -> p.isSynAck() && p.noMoreSubflows()) > 0,
                    "C bit in the SYN/ACK");
        }
    }
}
