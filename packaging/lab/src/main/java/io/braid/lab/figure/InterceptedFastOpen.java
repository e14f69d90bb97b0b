package io.braid.lab.figure;

import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
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
 * A customer that sends its first bytes in the SYN to a server (TCP Fast Open, RFC 7413) loses nothing on the way.
 *
 * <pre>
 *   host --SYN with data, dst:rm@--&gt; MCP --SYN, dst:rm@--&gt; server      half a round trip after the host's SYN
 *        &lt;-SYN/ACK of the data-----
 *        --ACK--------------------&gt;     ==data==&gt;
 * </pre>
 *
 * With TCP and MPTCP, over IPv4 and IPv6. Proven: the bytes are in the SYN and never sent again, the server leg is begun before
 * the host's next packet, and the stream is whole.
 */
final class InterceptedFastOpen implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(50, 100);

    @Override
    public About about() {
        return new About(
                "fast-open",
                "intercepted SYNs with data: taken at once, and told to the server once",
                List.of("S5.2.2-a", "S5.6.1-a"),
                8,
                true);
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
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                for (Protocol protocol : Protocol.values()) {
                    // The first connections of a process wait for its classes.
                    TrafficClient.runInSyn(set.host(), protocol, family.server(PORT), server, Request.download(1));
                    context.variant((family + "-" + protocol).toLowerCase(Locale.ROOT));
                    one(context, set, family, protocol, server);
                }
            }
        }
    }

    private static void one(
            Context context, SingleEnded set, Family family, Protocol protocol, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Request request = Request.of(Request.Kind.EXCHANGE, 100_000, 100_000);
        Proof.whole(
                context, TrafficClient.runInSyn(set.host(), protocol, family.server(PORT), server, request));
        captures.awaitQuiet();
        Packets first = captures.read(SingleEnded.FIRST);
        int port = first.list(Packet::isSyn).getFirst().sourcePort();
        List<Packet> sent = first.list(p -> p.source().equals(family.first()) && p.sourcePort() == port);
        context.expectEquals(
                List.of(Request.BYTES),
                sent.stream().filter(Packet::isSyn).map(Packet::length).toList(),
                "bytes of data in the host's SYNs");
        context.expectEquals(
                protocol == Protocol.MPTCP,
                sent.getFirst().has(Packet.MP_CAPABLE),
                "whether the SYN offers MPTCP");
        context.expectEquals(
                1L,
                captures.segments(SingleEnded.FIRST).all().stream()
                        .filter(each -> each.data().startsWith(Request.BEGIN))
                        .count(),
                "times the bytes of the SYN were sent");
        double begun = captures.read(SingleEnded.INTERNET).list(Packet::isSyn).getFirst().time();
        context.expect(begun < sent.get(1).time(), "the server leg waited for the host's next packet");
    }
}
