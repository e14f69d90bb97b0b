package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
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
 * Draft Figure 4: LTE/WLAN aggregation, host-based.
 *
 * <pre>
 *   +------------+      _--------_    +----------------+
 *   |     UE     +=====(   LTE    )===+|              ||
 *   |  (MPTCP    |      (________)    || Concentrator ||------&gt; Internet
 *   |   Client)  |      _--------_    ||    (MCP)     ||
 *   |            +=====(   WLAN   )===+|              ||
 *   +------------+      (________)    +----------------+
 * </pre>
 *
 * Measured: a download over 20 Mbit/s of LTE with 30 ms and 20 Mbit/s of WLAN with 5 ms, over IPv4 and over IPv6, is faster than either could be,
 * and more than three quarters of both together.
 */
final class LteWlan implements Scenario {
    private static final int PORT = 8080;
    private static final double MBIT = 20;
    private static final double MBIT_MIN = 30;

    @Override
    public About about() {
        return new About(
                "fig04-lte-wlan",
                "a multipath mobile terminal on LTE and WLAN, 20 Mbit/s each",
                List.of("S1-c", "S4.1-F4", "S4.1-a"),
                20,
                true);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(
                context, Shape.of(MBIT, 30), Shape.of(MBIT, 5), HostEndpoints.SUBFLOW);
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
        for (Family family : Family.values()) {
            context.variant(family.name().toLowerCase(Locale.ROOT));
            one(context, set, family);
        }
    }

    private static void one(Context context, SingleEnded set, Family family) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            Exchange alone = TrafficClient.run(
                    Dialers.tcp(set.host()),
                    family.server(PORT),
                    server,
                    Request.download(context.size(4_000_000, 30_000_000)));
            Proof.whole(context, alone);
            Exchange both = TrafficClient.run(
                    set.inData(family),
                    family.server(PORT),
                    server,
                    Request.download(context.size(16_000_000, 100_000_000)));
            Proof.whole(context, both);
            double rate = both.received().mbitPerSecond();
            String suffix = family == Family.IPV4 ? "" : "_ipv6";
            context.figure("lte_alone_mbit_s" + suffix, alone.received().mbitPerSecond());
            context.figure("down_mbit_s" + suffix, rate);
            context.expect(rate > MBIT_MIN, "%.1f Mbit/s, not more than %.0f".formatted(rate, MBIT_MIN));
        }
        captures.awaitQuiet();
        Proof.initialSubflow(context, captures.read(SingleEnded.FIRST), family.first(), family.mcp());
        Proof.joins(context, captures.read(SingleEnded.SECOND), family.second());
        Proof.plainTcp(context, captures.read(SingleEnded.INTERNET));
    }
}
