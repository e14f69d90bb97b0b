package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Connection;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
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
 * MP_CONVERT names an address alone; the port is that of the connection to the conversion point (draft Section 5.2.1).
 *
 * <pre>
 *   host ==SYN MP_CAPABLE, data FA A8 FA A8 00 08 00 01 rm@==&gt; mcp@:8080 MCP ---&gt; rm@:8080
 *        ==SYN MP_CAPABLE================================&gt; mcp@:7000 a program there, as if there were no MCP
 *        --SYN-------------------------------------------&gt; mcp@:8080 RST of the kernel
 * </pre>
 *
 * Further subflows of such a connection come to the join port.
 */
final class AnyPort implements Scenario {
    private static final int PORT = 8080;
    private static final int OTHERS_PORT = 7000;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "any-port",
                "MP_CONVERT without a port, to every port of the conversion point; its other programs keep theirs",
                List.of("S5.2.1-c", "X-pm10-1"),
                8,
                true);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.FULLMESH);
        set.start(context, SingleEnded.document().anyPort().allowJoinInitial(false));
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                TrafficServer others = TrafficServer.tcp(set.mcp(), OTHERS_PORT)) {
            for (Family family : Family.values()) {
                String name = family.name().toLowerCase(Locale.ROOT);
                withoutPort(context, set, family, server, name);
                context.variant(name + "-rfc8803");
                Proof.whole(
                        context,
                        TrafficClient.run(
                                Dialers.convertInSyn(set.host(), family.mcp(PORT + 1)),
                                family.server(PORT),
                                server,
                                Request.of(Request.Kind.EXCHANGE, 10_000, 10_000)));
                context.variant(name + "-program-there");
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                Proof.whole(
                        context,
                        TrafficClient.run(
                                Dialers.mptcp(set.host()),
                                family.mcp(OTHERS_PORT),
                                others,
                                Request.of(Request.Kind.EXCHANGE, 10_000, 10_000)));
                nobodyCalled(context, set, captures);
                context.variant(name + "-no-signal");
                captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                ended(context, Dialers.mptcp(set.host()), family, "reset");
                ended(context, Dialers.tcp(set.host()), family, "refused");
                nobodyCalled(context, set, captures);
            }
        }
    }

    private static void withoutPort(Context context, SingleEnded set, Family family, TrafficServer server, String name)
            throws IOException {
        context.variant(name + "-no-port");
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Dialer dialer = Dialers.informationElement(set.host(), family.mcp(PORT), false);
        InetSocketAddress address = family.server(PORT);
        long bytes = context.size(1_000_000, 10_000_000);
        Proof.whole(
                context, TrafficClient.run(dialer, address, server, Request.of(Request.Kind.EXCHANGE, bytes, bytes)));
        captures.awaitQuiet();
        Packets first = captures.read(SingleEnded.FIRST);
        context.expectEquals(
                List.of(InformationElement.of(address, false).length),
                first.list(p -> p.isSyn() && p.has(Packet.MP_CAPABLE) && p.destinationPort() == PORT).stream()
                        .map(Packet::length)
                        .toList(),
                "bytes of data in the SYNs to port " + PORT);
        Packets internet = captures.read(SingleEnded.INTERNET);
        context.expectEquals(
                1L,
                internet.count(p ->
                        p.isSyn() && p.destination().equals(family.server()) && p.destinationPort() == PORT),
                "SYNs to port " + PORT + " of the server");
        Proof.plainTcp(context, internet);
        // Beside timestamps an announced IPv6 address has no room for a port.
        if (family == Family.IPV4) {
            Packets second = captures.read(SingleEnded.SECOND);
            Proof.joins(context, second, family.second());
            context.expect(
                    second.count(p -> p.isSynAck() && p.sourcePort() == McpDocument.JOIN_PORT) > 0,
                    "no subflow joined at the join port");
        }
    }

    /** A connection without a signal goes nowhere, and is told so. */
    private static void ended(Context context, Dialer dialer, Family family, String how) {
        byte[] element = InformationElement.of(family.server(PORT), false);
        try (Connection connection = dialer.connect(family.mcp(PORT))) {
            connection.write(element, 0, element.length);
            int got = connection.read(element);
            context.expect(false, "not " + how + ": " + (got < 0 ? "the stream ended" : got + " bytes came"));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            context.expect(reason.toLowerCase(Locale.ROOT).contains(how), "not " + how + ": " + reason);
        }
    }

    private static void nobodyCalled(Context context, SingleEnded set, Captures captures) throws IOException {
        captures.awaitQuiet();
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
    }
}
