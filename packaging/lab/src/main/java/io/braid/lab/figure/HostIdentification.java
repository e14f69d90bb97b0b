package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Segments;
import io.braid.lab.capture.Segments.Segment;
import io.braid.lab.host.Dialers;
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
 * Servers tell customers apart that share the conversion point's address (draft Section 4.3, RFC 7974).
 *
 * <pre>
 *   h1@ --SYN--&gt; MCP --SYN, HOST_ID of h1@--&gt; rm@
 *                    &lt;-SYN/ACK--------------
 *                    --ACK, HOST_ID--------&gt;
 *                    --data, HOST_ID-------&gt;
 *                    &lt;-ACK of the data------
 *                    --data----------------&gt;            the server has it now
 * </pre>
 *
 * For IPv4 and IPv6, towards servers of TCP and MPTCP; with the address, an identifier that does not tell it, the port, and by
 * default nothing. Beside MPTCP only the SYN has room. Where the kernel lets nobody load programs, the service says so, and
 * nothing is told.
 */
final class HostIdentification implements Scenario {
    private static final int TCP_PORT = 8080;
    private static final int MPTCP_PORT = 8081;
    private static final String EXPERIMENT = "0348";
    private static final int DIGITS_OF_HEADER = 8;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "host-id",
                "the TCP option HOST_ID towards servers, until they have the connection",
                List.of("S4.3-c"),
                7,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, ImplicitHost.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer tcp = TrafficServer.tcp(set.server(), TCP_PORT);
                TrafficServer mptcp = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            for (String kind : List.of("none", "address", "identifier", "port")) {
                try (var session = set.running().netconf()) {
                    session.commit(McpDocument.serviceLeaf("source-address", "host-id", kind));
                }
                boolean able = !set.running().log().contains("event=host-id-unavailable");
                for (Family family : Family.values()) {
                    context.variant(kind + "-" + family.name().toLowerCase(Locale.ROOT));
                    one(context, set, family, tcp, TCP_PORT, able ? kind : "none");
                    one(context, set, family, mptcp, MPTCP_PORT, able ? kind : "none");
                }
            }
        }
    }

    private static void one(
            Context context, SingleEnded set, Family family, TrafficServer server, int port, String kind)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Proof.whole(
                context,
                TrafficClient.run(
                        Dialers.tcp(set.host()),
                        family.server(port),
                        server,
                        Request.of(Request.Kind.EXCHANGE, 200_000, 200_000)));
        captures.awaitQuiet();
        List<Segment> customer = to(port, captures.segments(SingleEnded.FIRST));
        List<Segment> sent = to(port, captures.segments(SingleEnded.INTERNET));
        List<Segment> told = sent.stream().filter(each -> !hostId(each).isEmpty()).toList();
        if (kind.equals("none")) {
            context.expectEquals(0, told.size(), "segments with HOST_ID");
            return;
        }
        context.expect(!told.isEmpty() && told.getFirst().isSyn(), "no HOST_ID in the SYN: " + sent.getFirst());
        context.expectEquals(1L, told.stream().map(HostIdentification::hostId).distinct().count(), "values");
        context.expect(hostId(sent.getLast()).isEmpty(), "HOST_ID still in the last segment");
        if (port == TCP_PORT) {
            context.expect(
                    told.stream().anyMatch(each -> !each.isSyn()), "HOST_ID in the SYN alone, before the server answered");
        }
        String value = told.isEmpty() ? "" : hostId(told.getFirst());
        String address = family == Family.IPV4 ? "0a010002" : "fd01000000000000";
        switch (kind) {
            case "address" -> context.expectEquals(address, value, "value");
            case "port" -> context.expectEquals(
                    String.format(Locale.ROOT, "%04x", customer.getFirst().sourcePort()), value, "value");
            default -> context.expect(value.length() == 8 && !value.equals(address), "no identifier: " + value);
        }
    }

    private static List<Segment> to(int port, Segments link) {
        return link.all().stream().filter(each -> each.destinationPort() == port).toList();
    }

    /** The value of the option of kind 253, in hexadecimal digits; empty if there is none. */
    private static String hostId(Segment segment) {
        String options = segment.options();
        int at = 0;
        while (at + 4 <= options.length()) {
            int kind = Integer.parseInt(options.substring(at, at + 2), 16);
            if (kind == 0) {
                return "";
            }
            if (kind == 1) {
                at += 2;
                continue;
            }
            int end = at + 2 * Integer.parseInt(options.substring(at + 2, at + 4), 16);
            if (kind == 253 && options.startsWith(EXPERIMENT, at + 4)) {
                return options.substring(at + DIGITS_OF_HEADER, end);
            }
            at = end;
        }
        return "";
    }
}
