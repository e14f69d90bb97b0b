package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.WholeAnswer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Every Error TLV of RFC 8803 Section 4.2.8 but that of the cookie, by what causes it in a real network.
 *
 * <pre>
 *   host ==request==&gt; MCP --SYN MP_CAPABLE--&gt; server      RST, then again as plain TCP: RST   -&gt; 96
 *        &lt;==01 02 22 63 1E 01 code value==             ICMP unreachable                     -&gt; 97 with its code
 *                                                      nothing at all                       -&gt; 65 with a wait
 * </pre>
 *
 * Expected bytes are worked out by hand from the RFC, and are looked for at the client and on the wire of its access.
 */
final class ConvertErrors implements Scenario {
    private static final int CLOSED = 9;
    private static final int PROHIBITED = 9001;
    private static final int HOST_UNREACHABLE = 9002;
    private static final int SILENT = 9003;
    private static final int PORT_UNREACHABLE = 9004;
    private static final int OPEN = 8080;
    private static final int RETRY_AFTER = 45;

    private final List<String> expectedOnWire = new ArrayList<>();

    @Override
    public About about() {
        return new About(
                "convert-errors",
                "every Error TLV by its cause: bytes at the client and on the wire, SYNs towards servers",
                List.of("X-8803-1", "S5.2.1-c", "S7.2-f", "X-pm10-2", "X-pm10-3"),
                25,
                false);
    }

    private static SingleEnded describe(Context context) {
        SingleEnded set = SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
        // An ICMP error for each SYN, however many come.
        set.server().sysctl("net.ipv4.icmp_ratelimit", "0").sysctl("net.ipv6.icmp.ratelimit", "0");
        return set;
    }

    private static McpDocument document() {
        // Long enough for three SYNs: the answer to the first one does not always come.
        return SingleEnded.document().timer("connect", 5).limit("retry-after", RETRY_AFTER);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = describe(context);
        set.start(context, document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = describe(context);
        Appliance appliance = set.start(context, document());
        set.server().run("nft", "add table inet wall; add chain inet wall in { type filter hook input priority 0; }");
        rule(set, PROHIBITED, "reject with icmpx type admin-prohibited");
        rule(set, HOST_UNREACHABLE, "reject with icmpx type host-unreachable");
        rule(set, PORT_UNREACHABLE, "reject with icmpx type port-unreachable");
        rule(set, SILENT, "drop");
        expectedOnWire.clear();
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        for (Family family : Family.values()) {
            messages(context, set, family);
            servers(context, set, family);
        }
        full(context, set, appliance);
        context.variant("");
        wire(context, captures);
    }

    private static void rule(SingleEnded set, int port, String what) throws IOException {
        set.server().run("nft", "add rule inet wall in tcp dport " + port + " " + what);
    }

    /** What is wrong with the message itself. */
    private void messages(Context context, SingleEnded set, Family family) throws IOException {
        byte[] server = family.server(OPEN).getAddress().getAddress();
        String address = HexFormat.of().formatHex(ConvertRequest.connect(family.server(OPEN)), 8, 24);
        error(context, set, family, "version-2", "02 06 22 63 0A 05 1F 90" + address, "00 01");
        error(context, set, family, "version-0", "00 06 22 63 0A 05 1F 90" + address, "00 01");
        echoed(context, set, family, "connect-too-short", 1, "01 02 22 63 0A 01 1F 90");
        echoed(context, set, family, "tlv-beyond-the-end", 1, "01 02 22 63 0A 05 1F 90");
        echoed(context, set, family, "tlv-of-no-words", 1, "01 02 22 63 0A 00 1F 90");
        echoed(context, set, family, "nothing-asked", 1, "01 01 22 63");
        echoed(context, set, family, "info-twice", 1, "01 03 22 63 01 01 00 00 01 01 00 00");
        echoed(context, set, family, "loopback", 1, "01 06 22 63 0A 05 1F 90 00 00 00 00 00 00 00 00 00 00 FF FF 7F 00 00 01");
        echoed(context, set, family, "multicast", 1, "01 06 22 63 0A 05 1F 90 FF 02 00 00 00 00 00 00 00 00 00 00 00 00 00 01");
        echoed(context, set, family, "type-0", 2, "01 02 22 63 00 01 00 00");
        echoed(context, set, family, "type-99", 2, "01 02 22 63 63 01 00 00");
        echoed(context, set, family, "extended-header-from-a-client", 2, "01 02 22 63 14 01 00 00");
        error(context, set, family, "mcp-itself", ConvertRequest.connect(family.mcp(22)), "20 00");
        // Fast Open, TCP-AO and an unknown one; MSS and window scale are passed over, SACK could be had.
        error(
                context,
                set,
                family,
                "options",
                ConvertRequest.connect(family.server(OPEN), "02 04 05 B4 22 02 03 03 07 04 02 1D 02 FD 02"),
                "21 22 1D FD 00 00");
        error(
                context,
                set,
                family,
                "mptcp-with-a-value",
                ConvertRequest.connect(family.server(OPEN), "1E 04 01 00"),
                "21 1E");
        reset(context, set, family, "length-0", "01 00 22 63");
        reset(context, set, family, "error-from-a-client", "01 02 22 63 1E 01 20 00");
        reset(context, set, family, "two-destinations", element(server, 0) + element(server, 1));
        reset(context, set, family, "element-to-loopback", "FA A8 FA A8 00 0A 00 01 7F 00 00 01 1F 90 00 00");
    }

    /** An Information Element of MP_CONVERT with D=0. */
    private static String element(byte[] address, int last) {
        return "FA A8 FA A8 00 %02x 00 0%d".formatted(4 + address.length, last) + HexFormat.of().formatHex(address);
    }

    /** What is wrong with the server, or the way to it. */
    private void servers(Context context, SingleEnded set, Family family) throws IOException {
        boolean four = family == Family.IPV4;
        error(context, set, family, "refused", ConvertRequest.connect(family.server(CLOSED)), "60 00");
        error(context, set, family, "prohibited", ConvertRequest.connect(family.server(PROHIBITED)), four ? "61 0D" : "61 01");
        error(context, set, family, "no-host", ConvertRequest.connect(family.server(HOST_UNREACHABLE)), four ? "61 01" : "61 03");
        error(context, set, family, "no-port", ConvertRequest.connect(family.server(PORT_UNREACHABLE)), four ? "61 03" : "61 04");
        error(context, set, family, "silent", ConvertRequest.connect(family.server(SILENT)), "41 2D");
    }

    /** A service that is full asks to wait; the one that fills it goes on. */
    private void full(Context context, SingleEnded set, Appliance appliance) throws IOException {
        try (Netconf session = appliance.netconf()) {
            session.commit(document().limit("conversions-max", 1).xml());
        }
        try (TrafficServer _ = TrafficServer.tcp(set.server(), OPEN);
                MptcpConnection held = set.inSyn(Family.IPV6).connect(Family.IPV6.server(OPEN))) {
            error(context, set, Family.IPV4, "full", ConvertRequest.connect(Family.IPV4.server(OPEN)), "40 2D");
            context.expect(held.speaksMptcp(), "the conversion that was there is gone");
        }
    }

    private void echoed(Context context, SingleEnded set, Family family, String name, int code, String request)
            throws IOException {
        error(context, set, family, name, request, "%02x 00 %s".formatted(code, request));
    }

    private void error(Context context, SingleEnded set, Family family, String name, String request, String error)
            throws IOException {
        error(context, set, family, name, ConvertRequest.hex(request), error);
    }

    /** Asks, and expects a message with one Error TLV of this code and value, filled up to words, and then the end. */
    private void error(Context context, SingleEnded set, Family family, String name, byte[] request, String error)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-" + name);
        String words = error.replace(" ", "").toLowerCase(Locale.ROOT);
        int tlvWords = (2 + words.length() / 2 + 3) / 4;
        String padding = "00".repeat(4 * tlvWords - 2 - words.length() / 2);
        String expected = "01%02x22631e%02x".formatted(1 + tlvWords, tlvWords) + words + padding;
        WholeAnswer answer = WholeAnswer.toSyn(set.host(), family.mcp(McpDocument.PORT), request);
        context.expectEquals(new WholeAnswer(expected, false), answer, "answer");
        if (family == Family.IPV4) {
            expectedOnWire.add(expected);
        }
    }

    private static void reset(Context context, SingleEnded set, Family family, String name, String request)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT) + "-" + name);
        WholeAnswer answer =
                WholeAnswer.toSyn(set.host(), family.mcp(McpDocument.PORT), ConvertRequest.hex(request));
        context.expectEquals(new WholeAnswer("", true), answer, "answer");
    }

    private void wire(Context context, Captures captures) throws IOException {
        captures.awaitQuiet();
        context.expectEquals(
                expectedOnWire,
                captures.segments(SingleEnded.FIRST).said(Family.IPV4.mcp(), McpDocument.PORT),
                "answers on the wire");
        Packets internet = captures.read(SingleEnded.INTERNET);
        for (Family family : Family.values()) {
            context.expectEquals(
                    List.of(true, false),
                    internet.list(p -> p.isSyn() && p.destination().equals(family.server())
                                    && p.destinationPort() == CLOSED)
                            .stream()
                            .map(p -> p.has(Packet.MP_CAPABLE))
                            .toList(),
                    "whether the SYNs to a closed port of " + family.server() + " offered MPTCP");
        }
        List<Integer> named = List.of(CLOSED, PROHIBITED, HOST_UNREACHABLE, SILENT, PORT_UNREACHABLE);
        // The one server that was to be reached is that of the full service.
        context.expectEquals(
                1L,
                internet.count(p -> p.isSyn() && !named.contains(p.destinationPort())),
                "connections that no request asked for");
    }
}
