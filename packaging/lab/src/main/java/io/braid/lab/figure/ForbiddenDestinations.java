package io.braid.lab.figure;

import io.braid.lab.capture.Capture;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.ConvertReply;
import io.braid.lab.host.MptcpConnection;
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

/**
 * A conversion point does not lend its place in the network to reach what only it could reach (draft Section 7).
 *
 * <pre>
 *   host ==Connect 127.0.0.1==&gt; MCP      &lt;==Convert Error==      and not one SYN to anybody
 * </pre>
 *
 * Loopback, link-local, multicast, unspecified and the conversion point's own addresses, in both families; loopback and
 * multicast are malformed by RFC 8803 Section 4.2.5.
 */
final class ForbiddenDestinations implements Scenario {
    private static final int PORT = 9;
    private static final int MALFORMED = 1;
    private static final List<String> BY_RFC = List.of("127.0.0.1", "127.1.2.3", "::1", "224.0.0.1", "239.1.2.3", "ff02::1");
    private static final List<String> BY_POLICY = List.of(
            "0.0.0.0", "::", "169.254.1.1", "fe80::1", "203.0.113.1", "10.9.0.1", "10.1.0.1", "2001:db8:c::1", "fd09::1");

    @Override
    public About about() {
        return new About(
                "destinations-forbidden",
                "loopback, link-local, multicast and own addresses are refused, no packet leaves",
                List.of("S5.2.1-c"),
                4,
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
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Capture loopback = set.network()
                .add(Capture.start(set.mcp(), "lo", Filter.ALL, context.captureFile("mcp-lo")));
        for (String address : BY_RFC) {
            context.expectEquals(MALFORMED, refusal(context, set, address), "Convert error for " + address);
        }
        for (String address : BY_POLICY) {
            context.expect(refusal(context, set, address) >= 0, "no Convert error for " + address);
        }
        captures.awaitQuiet();
        for (Packets packets : List.of(captures.read(SingleEnded.INTERNET), Packets.of(loopback))) {
            context.expectEquals(
                    0L,
                    packets.count(p -> p.isSyn() && p.destinationPort() == PORT),
                    "SYNs to a forbidden destination on " + packets.name());
        }
        context.expectEquals(
                (long) BY_RFC.size() + BY_POLICY.size(),
                captures.read(SingleEnded.FIRST).count(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)),
                "connections to the conversion point");
    }

    /** The code of the Convert error, or -1. */
    private static int refusal(Context context, SingleEnded set, String address) {
        InetSocketAddress server = new InetSocketAddress(Family.address(address), PORT);
        try (MptcpConnection connection = set.inData(Family.IPV4).begin(server)) {
            return ConvertReply.read(connection).error().orElse(-1);
        } catch (IOException e) {
            context.say(address + ": " + e.getMessage());
            return -1;
        }
    }
}
