package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.UdpEcho;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Conversion points on the way do not harm forwarding (draft Section 5.1): the same network, measured before they start
 * and while they run.
 *
 * <pre>
 *   host ---TCP---&gt; CPE ===first, RTT 40 ms===&gt; concentrator ---&gt; server      connect and first byte
 *   host ===MPTCP of its own, UDP, ICMP==================================&gt; server      forwarded by the kernel
 * </pre>
 *
 * Measured: by how much the time from the wish to connect to the first byte of an answer grows. The Connect TLV travels in
 * the SYN and the customer's first bytes follow it at once (RFC 8803 Section 4.1), so that no round trip is added. What is
 * not converted has the rate it had before, and its addresses.
 */
final class Location implements Scenario {
    private static final int TCP_PORT = 8080;
    private static final int MPTCP_PORT = 8081;
    private static final int ECHO_PORT = 7007;
    private static final int CLOSED_PORT = 7008;
    private static final int DATAGRAMS = 10;
    private static final double DELAY_MS = 20;
    private static final Shape ACCESS = Shape.of(40, DELAY_MS);
    private static final double RTT_MS = 2 * DELAY_MS;
    private static final double ADDED_RTTS_MAX = 1.0;
    private static final int WARM_UP = 5;
    private static final int SAMPLES = 15;
    private static final double RATIO_MIN = 0.9;
    private static final String HOST_ADDRESS = "192.168.1.2";

    @Override
    public About about() {
        return new About(
                "location",
                "time to the first byte and rate of what is forwarded, with and without conversion points",
                List.of("S5.1-b"),
                14,
                true);
    }

    @Override
    public Network stage(Context context) throws IOException {
        DualEnded set = describe(context);
        start(context, set);
        return set.network();
    }

    private static DualEnded describe(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS).routeLan();
        set.network().up();
        return set;
    }

    private static void start(Context context, DualEnded set) throws IOException {
        set.startAppliances(context, DualEnded.cpe(Family.IPV4), SingleEnded.document());
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = describe(context);
        try (TrafficServer tcp = TrafficServer.tcp(set.server(), TCP_PORT);
                TrafficServer mptcp = TrafficServer.mptcp(set.server(), MPTCP_PORT)) {
            double timeBefore = firstByteMs(set, tcp);
            double rateBefore = forwarded(context, set, mptcp);
            start(context, set);
            double timeAfter = firstByteMs(set, tcp);
            Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
            double rateAfter = forwarded(context, set, mptcp);
            captures.awaitQuiet();
            context.expectEquals(
                    Set.of(HOST_ADDRESS),
                    captures.read(DualEnded.FIRST).sources(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)),
                    "sources of MP_CAPABLE SYNs: the host's own MPTCP is forwarded, not converted");

            context.figure("first_byte_without_ms", timeBefore);
            context.figure("first_byte_with_ms", timeAfter);
            context.figure("added_rtts", (timeAfter - timeBefore) / RTT_MS);
            context.figure("forwarded_mbit_s", rateAfter);
            context.figure("forwarded_ratio", rateAfter / rateBefore);
            double added = timeAfter - timeBefore;
            context.expect(added < ADDED_RTTS_MAX * RTT_MS, "%.1f ms more to the first byte".formatted(added));
            context.expect(
                    rateAfter >= RATIO_MIN * rateBefore,
                    "forwarded traffic: %.1f Mbit/s before, %.1f after".formatted(rateBefore, rateAfter));
        }
        untouched(context, set);
    }

    /** Median of several connections, once the programs are warm. */
    private static double firstByteMs(DualEnded set, TrafficServer server) throws IOException {
        double[] all = new double[WARM_UP + SAMPLES];
        for (int i = 0; i < all.length; i++) {
            all[i] = TrafficClient.firstByteMs(set.dialer(), Family.IPV4.server(TCP_PORT), server);
        }
        double[] warm = Arrays.copyOfRange(all, WARM_UP, all.length);
        Arrays.sort(warm);
        return warm[SAMPLES / 2];
    }

    /** Rate in Mbit/s of a download by a host that speaks MPTCP itself. */
    private static double forwarded(Context context, DualEnded set, TrafficServer server) throws IOException {
        Exchange exchange = TrafficClient.run(
                Dialers.mptcp(set.host()),
                Family.IPV4.server(MPTCP_PORT),
                server,
                Request.download(context.size(10_000_000, 50_000_000)));
        Proof.whole(context, exchange);
        return exchange.received().mbitPerSecond();
    }

    private static void untouched(Context context, DualEnded set) throws IOException {
        for (Family family : Family.values()) {
            try (UdpEcho _ = new UdpEcho(set.server(), family.server(ECHO_PORT))) {
                context.expectEquals(
                        DATAGRAMS, UdpEcho.echoes(set.host(), family.server(ECHO_PORT), DATAGRAMS), "UDP echoes");
            }
            context.expect(
                    UdpEcho.isUnreachable(set.host(), family.server(CLOSED_PORT)), family + ": no ICMP came through");
        }
    }
}
