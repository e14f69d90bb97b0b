package io.braid.lab.figure;

import io.braid.lab.host.Exchange;
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
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Both access networks die in the middle of a transfer, and come back one after the other.
 *
 * <pre>
 *   CPE  ====first=====X   nothing     ====first=====
 *        ====second====X   at all           ====second====   concentrator
 * </pre>
 *
 * For IPv4 and IPv6, in both directions at once. Proven: the stream goes on and arrives whole, on the same connections of
 * host and server; both accesses carry it afterwards.
 */
final class BothPathsLoss implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(10, 5);
    private static final long BYTES = 6_000_000;
    private static final long SOME = 400_000;

    @Override
    public About about() {
        return new About(
                "both-paths-loss",
                "both accesses die in mid-transfer and return: the stream goes on, IPv4 and IPv6",
                List.of("S5.2.1-F6c", "S5.2.1-f"),
                40,
                false);
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, Family.IPV4).network();
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.start(context, DualEnded.cpe(family), SingleEnded.document());
        return set;
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            context.variant(family.name().toLowerCase(Locale.ROOT));
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                Background transfer = Background.begin(() -> TrafficClient.run(
                        set.dialer(),
                        family.server(PORT),
                        server,
                        Request.of(Request.Kind.EXCHANGE, BYTES, BYTES)));
                transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(DualEnded.FIRST), SOME);
                transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(DualEnded.SECOND), SOME);
                set.cut(DualEnded.FIRST);
                set.cut(DualEnded.SECOND);
                Background.pause(context.size(4_000, 20_000));
                long restored = System.nanoTime();
                set.restore(DualEnded.SECOND);
                transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(DualEnded.SECOND), SOME);
                context.figure(
                        "stream_goes_on_after_s_" + family.name().toLowerCase(Locale.ROOT),
                        (System.nanoTime() - restored) / 1e9);
                set.restore(DualEnded.FIRST);
                transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(DualEnded.FIRST), SOME);
                Exchange exchange = transfer.result();
                Proof.whole(context, exchange);
            }
        }
    }
}
