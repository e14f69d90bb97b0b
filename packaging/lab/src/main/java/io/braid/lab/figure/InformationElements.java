package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Connection;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.InformationElement;
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
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * The MP_CONVERT Information Element in the SYN of an MPTCP host names the server (draft Section 5.2.1; plain-mode-10).
 *
 * <pre>
 *   host ==SYN MP_CAPABLE, data FA A8 FA A8 00 0A 00 01 rm@ port==&gt; MCP ---&gt; rm@:port
 *        &lt;========================the same bytes==================
 * </pre>
 *
 * Without a port in it, that of the connection to the conversion point is meant. In data after the handshake, or in plain
 * TCP, the same bytes are no signal: the connection is reset and nobody is called.
 */
final class InformationElements implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "mp-convert",
                "MP_CONVERT Information Elements in the SYN, with and without a port; elsewhere they are no signal",
                List.of("S5.2.1-c", "S5.2.1-d", "X-pm10-1", "X-pm10-2", "X-pm10-4"),
                6,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer named = TrafficServer.tcp(set.server(), PORT);
                TrafficServer meant = TrafficServer.tcp(set.server(), McpDocument.PORT)) {
            for (Family family : Family.values()) {
                one(context, set, family, named, PORT, true);
                one(context, set, family, meant, McpDocument.PORT, false);
                two(context, set, family, named);
            }
            InetSocketAddress mcp = Family.IPV4.mcp(McpDocument.PORT);
            noSignal(context, set, "mptcp-data", Dialers.mptcp(set.host()), mcp);
            noSignal(context, set, "tcp-data", Dialers.tcp(set.host()), mcp);
        }
    }

    private static void one(
            Context context, SingleEnded set, Family family, TrafficServer server, int port, boolean namesPort)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + (namesPort ? "-port" : "-no-port"));
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Dialer dialer = Dialers.informationElement(set.host(), family.mcp(McpDocument.PORT), namesPort);
        InetSocketAddress address = family.server(port);
        Proof.whole(
                context,
                TrafficClient.run(dialer, address, server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000)));
        captures.awaitQuiet();
        context.expectEquals(
                List.of(InformationElement.of(address, namesPort).length),
                captures.read(SingleEnded.FIRST).list(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)).stream()
                        .map(Packet::length)
                        .toList(),
                "bytes of data in the SYN");
        Proof.plainTcp(context, captures.read(SingleEnded.INTERNET));
    }

    /** The destination and, with D=1, the source: both are echoed; servers see the source that the operator chose. */
    private static void two(Context context, SingleEnded set, Family family, TrafficServer server) throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-two");
        InetSocketAddress source = new InetSocketAddress(Family.address(family.first()), PORT);
        Dialer dialer = Dialers.informationElements(set.host(), family.mcp(McpDocument.PORT), source);
        Exchange exchange = TrafficClient.run(
                dialer, family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(family.own()), exchange.served().peer().getAddress(), "source the server saw");
    }

    private static void noSignal(Context context, SingleEnded set, String name, Dialer dialer, InetSocketAddress mcp)
            throws IOException {
        context.variant(name);
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        byte[] element = InformationElement.of(Family.IPV4.server(PORT), true);
        try (Connection connection = dialer.connect(mcp)) {
            connection.write(element, 0, element.length);
            int got = connection.read(element);
            context.expect(false, "no reset: " + (got < 0 ? "the stream ended" : got + " bytes came"));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            context.expect(reason.toLowerCase(Locale.ROOT).contains("reset"), "no reset: " + reason);
        }
        captures.awaitQuiet();
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
    }
}
