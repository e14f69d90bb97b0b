package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.InformationElement;
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
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A customer shows that it receives what is sent to its address before a server is contacted for it (RFC 8803
 * Section 4.2.7).
 *
 * <pre>
 *   host ==Connect==========&gt; MCP
 *        &lt;==Error 3, cookie==                     not one SYN to the server
 *        ==Connect, cookie==&gt;     ---SYN---&gt; server
 *        ==Connect, another's cookie==&gt;           Error 32
 * </pre>
 */
final class ConvertCookie implements Scenario {
    private static final int PORT = 8080;
    private static final int COOKIE_TYPE = 0x16;
    /** 01 06 22 63 1E 05 03 00: Missing Cookie with 16 bytes of cookie. */
    private static final String MISSING = "010622631e050300";
    private static final String NOT_AUTHORIZED = "010222631e012000";
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "convert-cookie",
                "a required cookie: given by Error 3, taken with the next request, refused to others",
                List.of("X-8803-1", "S7.2-f"),
                8,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, SingleEnded.document().cookieRequired());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                String name = family.name().toLowerCase(Locale.ROOT);
                InetSocketAddress mcp = family.mcp(McpDocument.PORT);
                byte[] request = ConvertRequest.connect(family.server(PORT));

                context.variant(name + "-without");
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                WholeAnswer first = WholeAnswer.toSyn(set.host(), mcp, request);
                context.expect(
                        !first.reset() && first.said().startsWith(MISSING) && first.said().length() == 48,
                        "no Error 3 with a cookie of 16 bytes but " + first);
                byte[] cookie = HexFormat.of().parseHex(first.said().substring(MISSING.length()));
                WholeAnswer inquiry = WholeAnswer.toSyn(set.host(), mcp, ConvertRequest.hex("01 02 22 63 01 01 00 00"));
                context.expectEquals(first, inquiry, "answer to Info without a cookie");
                byte[] wrong = cookie.clone();
                wrong[0] ^= 1;
                refused(context, set, mcp, ConvertRequest.withTlv(request, COOKIE_TYPE, wrong), "a cookie made up");
                byte[] longer = java.util.Arrays.copyOf(cookie, 20);
                refused(context, set, mcp, ConvertRequest.withTlv(request, COOKIE_TYPE, longer), "a longer cookie");
                elsewhere(context, set, family, mcp, ConvertRequest.withTlv(request, COOKIE_TYPE, cookie));
                WholeAnswer element =
                        WholeAnswer.toSyn(set.host(), mcp, InformationElement.of(family.server(PORT), true));
                context.expectEquals(new WholeAnswer("", true), element, "answer to MP_CONVERT");
                captures.awaitQuiet();
                context.expectEquals(
                        0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");

                context.variant(name + "-with");
                captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                Dialer dialer = Dialers.asking(set.host(), mcp, ConvertRequest.withTlv(request, COOKIE_TYPE, cookie));
                Proof.whole(
                        context,
                        TrafficClient.run(
                                dialer, family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000)));
                captures.awaitQuiet();
                Proof.plainTcp(context, captures.read(SingleEnded.INTERNET));
            }
        }
    }

    private static void refused(Context context, SingleEnded set, InetSocketAddress mcp, byte[] request, String what)
            throws IOException {
        context.expectEquals(
                new WholeAnswer(NOT_AUTHORIZED, false), WholeAnswer.toSyn(set.host(), mcp, request), "answer to " + what);
    }

    /** The host's other address shows a cookie that is not its own. */
    private static void elsewhere(
            Context context, SingleEnded set, Family family, InetSocketAddress mcp, byte[] request) throws IOException {
        try (var other = Dialers.tcp(set.host(), Family.address(family.second())).connect(mcp)) {
            context.expectEquals(
                    new WholeAnswer(NOT_AUTHORIZED, false),
                    WholeAnswer.to(other, request),
                    "answer to the cookie of another address");
        }
    }
}
