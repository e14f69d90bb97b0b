package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Segments;
import io.braid.lab.capture.Segments.Segment;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.MptcpConnection;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Draft Figure 10: MP_PREFER_PROXY tells the connections of the upstream conversion point from those of hosts.
 *
 * <pre>
 *   C1 &lt;---TCP---&gt; uMCP &lt;======SYN with MP_PREFER_PROXY======&gt; dMCP &lt;---TCP---&gt; S1
 *   C2 &lt;=====================MPTCP, end to end=====================&gt; S2
 * </pre>
 *
 * Both clients are the LAN host, at the same time, for IPv4 and IPv6. Proven: the option is in the SYN of the first subflow of
 * C1's connection and in no other segment, at the end of its options, and S1 sees TCP; every segment of C2's handshakes, a join
 * to the server's address among them, is the same on the three links but for its hop limit and checksums, and the host's key
 * meets the server's. Where the kernel lets nobody load programs, both conversion points say so, and C1 is served all the same.
 */
final class Demultiplexing implements Scenario {
    private static final int TCP_PORT = 8080;
    private static final int MPTCP_PORT = 8081;
    private static final String CAPABLE = "1e0401";
    private static final String PREFER_PROXY = "1e04e000";
    /** MP_JOIN in a SYN/ACK (RFC 8684 §3.2). */
    private static final String JOIN_ANSWER = "1e10";
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "fig10-demux",
                "native and proxied MPTCP side by side, told by MP_PREFER_PROXY",
                List.of("S5.2.2.1-a", "S5.2.2.1-b", "S5.2.2.1-c", "S5.2.2.1-d", "S5.2.2.1-f", "S5.2.2.1-F10"),
                9,
                false);
    }

    private static DualEnded set(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).routeLan().secondHostAddress();
        set.start(context, ImplicitCpe.cpe(true), ImplicitCpe.concentrator());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = set(context);
        boolean told = !set.running().cpe().log().contains("event=prefer-proxy-unavailable");
        context.expectEquals(
                told,
                !set.running().concentrator().log().contains("event=prefer-proxy-unavailable"),
                "whether the downstream conversion point can do what the upstream one can");
        context.figure("programs", told ? 1 : 0);
        try (TrafficServer single = TrafficServer.tcp(set.server(), TCP_PORT);
                TrafficServer multipath = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                one(context, set, family, single, multipath, told);
            }
        }
    }

    private static void one(
            Context context,
            DualEnded set,
            Family family,
            TrafficServer single,
            TrafficServer multipath,
            boolean told)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(500_000, 20_000_000);
        Request both = Request.of(Request.Kind.EXCHANGE, bytes, bytes);
        try (MptcpConnection second = Dialers.mptcp(set.host(), family.server(MPTCP_PORT))) {
            Proof.whole(context, TrafficClient.run(set.dialer(), family.server(TCP_PORT), single, both));
            context.expect(second.speaksMptcp(), "C2 and S2 do not speak MPTCP");
            Proof.whole(
                    context,
                    TrafficClient.run(second, multipath, Request.of(Request.Kind.EXCHANGE, bytes, bytes)));
        }
        captures.awaitQuiet();
        Map<String, Segments> links = Map.of(
                DualEnded.LAN, captures.segments(DualEnded.LAN),
                DualEnded.FIRST, captures.segments(DualEnded.FIRST),
                DualEnded.INTERNET, captures.segments(DualEnded.INTERNET));
        proxied(context, family, links, told);
        List<String> atHost = handshakes(links.get(DualEnded.LAN));
        context.expect(
                atHost.stream().anyMatch(each -> each.contains(JOIN_ANSWER)), "no join of the host was answered: " + atHost);
        context.expectEquals(atHost, handshakes(links.get(DualEnded.FIRST)), "C2's handshakes on the access network");
        context.expectEquals(atHost, handshakes(links.get(DualEnded.INTERNET)), "C2's handshakes at the server");
    }

    private static void proxied(Context context, Family family, Map<String, Segments> links, boolean told) {
        List<Segment> first = links.get(DualEnded.FIRST).all();
        List<Segment> syns = first.stream().filter(to(TCP_PORT)).filter(Segment::isSyn).toList();
        context.expectEquals(
                List.of(family.first()), syns.stream().map(Segment::source).toList(), "sources of C1's first SYN");
        context.expect(syns.stream().allMatch(each -> each.options().contains(CAPABLE)), "C1 is not proxied: " + syns);
        context.expectEquals(
                told ? 1L : 0L,
                first.stream().filter(each -> each.options().contains(PREFER_PROXY)).count(),
                "segments with MP_PREFER_PROXY");
        context.expectEquals(
                told,
                syns.stream().anyMatch(each -> each.options().endsWith(PREFER_PROXY)),
                "whether it ends the options of the SYN");
        List<Segment> toServer = links.get(DualEnded.INTERNET).all();
        context.expectEquals(
                0L,
                toServer.stream().filter(each -> each.options().contains(PREFER_PROXY)).count(),
                "segments with MP_PREFER_PROXY at the server");
        // The concentrator's own SYN is a new one, with another sequence number than that of the CPE.
        List<String> numbers = toServer.stream().filter(to(TCP_PORT)).filter(Segment::isSyn).map(Segment::sequence).toList();
        context.expectEquals(
                told,
                syns.stream().noneMatch(each -> numbers.contains(each.sequence())),
                "whether the downstream conversion point took the connection");
    }

    private static Predicate<Segment> to(int port) {
        return each -> each.destinationPort() == port;
    }

    /** What the SYNs and SYN/ACKs of C2 say. */
    private static List<String> handshakes(Segments link) {
        List<String> all = new ArrayList<>();
        for (Segment each : link.all()) {
            boolean ours = each.sourcePort() == MPTCP_PORT || each.destinationPort() == MPTCP_PORT;
            if (ours && (each.isSyn() || each.isSynAck())) {
                all.add(each.source() + " " + each.sourcePort() + " " + each.destination() + " " + each.destinationPort()
                        + " " + each.flags() + " " + each.sequence() + " " + each.window() + " "
                        + each.options());
            }
        }
        all.sort(null);
        return all;
    }
}
