package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Segments;
import io.braid.lab.capture.Segments.Segment;
import io.braid.lab.host.Asked;
import io.braid.lab.host.ConvertReply.Tlv;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a conversion point says to a request that it fulfils (RFC 8803 Sections 4.2.3 to 4.2.6).
 *
 * <pre>
 *   host ==Connect, options 4 8 30==&gt; MCP ---SYN with 4 8 30---&gt; server
 *        &lt;==Extended TCP Header=====     &lt;--SYN/ACK, its options--
 * </pre>
 *
 * The options told are those of the server's SYN/ACK on the wire: the same kinds, MSS and window scale; of timestamps and
 * MP_CAPABLE the kernel keeps no more than that they were there. A server without MPTCP is one without kind 30.
 */
final class ConvertAnswers implements Scenario {
    private static final int PLAIN = 8080;
    private static final int MULTIPATH = 8081;
    private static final int EXTENDED_HEADER = 0x14;
    private static final int SUPPORTED = 0x15;
    private static final int UNASSIGNED_BYTES = 2;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int TIMESTAMPS = 8;
    private static final int MPTCP = 30;
    private static final String ASKED_OPTIONS = "04 02 08 02 1E 02";

    @Override
    public About about() {
        return new About(
                "convert-answers",
                "Extended TCP Header against the server's SYN/ACK, extended Connect, Info and Supported TCP Extensions",
                List.of("X-8803-1", "S5.6.1-a", "S5.6.1-b"),
                12,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
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
        context.variant("info");
        context.expectEquals(
                new WholeAnswer("010322631502000004081e00", false),
                WholeAnswer.toSyn(
                        set.host(), Family.IPV4.mcp(McpDocument.PORT), ConvertRequest.hex("01 02 22 63 01 01 00 00")),
                "answer to Info");
        try (TrafficServer plain = TrafficServer.tcp(set.server(), PLAIN);
                TrafficServer multipath = TrafficServer.mptcp(set.server(), MULTIPATH)) {
            for (Family family : Family.values()) {
                for (String options : List.of("", ASKED_OPTIONS)) {
                    one(context, set, family, PLAIN, plain, options);
                    one(context, set, family, MULTIPATH, multipath, options);
                }
            }
        }
    }

    private static void one(
            Context context, SingleEnded set, Family family, int port, TrafficServer server, String options)
            throws IOException {
        context.variant(family.name().toLowerCase(Locale.ROOT)
                + (port == PLAIN ? "-tcp-server" : "-mptcp-server")
                + (options.isEmpty() ? "" : "-extended"));
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        byte[] request = ConvertRequest.withTlv(ConvertRequest.connect(family.server(port), options), 1, new byte[0]);
        List<Tlv> tlvs;
        try (Asked asked = Asked.of(set.host(), family.mcp(McpDocument.PORT), request)) {
            tlvs = asked.reply().tlvs();
            Proof.whole(context, TrafficClient.run(asked.connection(), server, Request.of(Request.Kind.EXCHANGE, 9, 9)));
        }
        context.expectEquals(
                List.of(EXTENDED_HEADER, SUPPORTED), tlvs.stream().map(Tlv::type).toList(), "TLVs of the answer");
        captures.awaitQuiet();
        Segments internet = captures.segments(SingleEnded.INTERNET);
        Map<Integer, String> asked = options(internet, port, false);
        Map<Integer, String> given = options(internet, port, true);
        byte[] header = tlvs.getFirst().value();
        Map<Integer, String> told = options(HexFormat.of().formatHex(header, UNASSIGNED_BYTES, header.length));
        context.expect(
                asked.keySet().containsAll(List.of(SACK_PERMITTED, TIMESTAMPS, MPTCP)),
                "options of the SYN to the server: " + asked.keySet());
        context.expectEquals(given.keySet(), told.keySet(), "kinds of the server's options");
        context.expectEquals(port == MULTIPATH, told.containsKey(MPTCP), "whether the server is told to speak MPTCP");
        for (int kind : List.of(MSS, WINDOW_SCALE, SACK_PERMITTED)) {
            context.expectEquals(given.get(kind), told.get(kind), "option " + kind + " of the server");
        }
    }

    private static Map<Integer, String> options(Segments segments, int port, boolean answer) {
        return segments.all().stream()
                .filter(s -> answer ? s.isSynAck() && s.sourcePort() == port : s.isSyn() && s.destinationPort() == port)
                .findFirst()
                .map(Segment::options)
                .map(ConvertAnswers::options)
                .orElse(Map.of());
    }

    /** Values by kind; padding left out. */
    private static Map<Integer, String> options(String digits) {
        byte[] bytes = HexFormat.of().parseHex(digits);
        Map<Integer, String> options = new TreeMap<>();
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at] <= 1 && bytes[at] >= 0 ? 1 : bytes[at + 1];
            if (length > 1) {
                options.put((int) bytes[at], HexFormat.of().formatHex(bytes, at + 2, at + length));
            }
            at += length;
        }
        return options;
    }
}
