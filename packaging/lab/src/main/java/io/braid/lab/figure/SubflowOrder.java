package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packets;
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
 * Subflows can be set up in any order over any interface (draft Section 5.2.1).
 *
 * <pre>
 *   CPE  ....first....            ====first====== joins          and the same with both exchanged
 *        ====second================================  concentrator
 * </pre>
 *
 * For IPv4 and IPv6. Proven: with one access down, the initial subflow takes the other; when the first comes up during the
 * transfer, it is joined from there and carries data; the stream arrives whole.
 */
final class SubflowOrder implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(10, 5);
    private static final long BYTES = 6_000_000;
    private static final long SOME = 500_000;

    @Override
    public About about() {
        return new About(
                "subflow-order",
                "either access first, the other one joins when it comes up, IPv4 and IPv6",
                List.of("S5.2.1-f"),
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
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name + "-second-first");
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                order(context, set, server, family, DualEnded.FIRST);
                context.variant(name + "-first-first");
                order(context, set, server, family, DualEnded.SECOND);
            }
        }
    }

    private static void order(Context context, DualEnded set, TrafficServer server, Family family, String late)
            throws IOException {
        boolean firstIsLate = late.equals(DualEnded.FIRST);
        String early = firstIsLate ? DualEnded.SECOND : DualEnded.FIRST;
        set.cut(late);
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        Background transfer = Background.begin(() ->
                TrafficClient.run(set.dialer(), family.server(PORT), server, Request.download(BYTES)));
        transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(early), SOME);
        set.restore(late);
        transfer.awaitReceived(set.cpe(), DualEnded.interfaceOf(late), SOME);
        Proof.whole(context, transfer.result());
        captures.awaitQuiet();
        Packets initial = captures.read(early);
        Proof.initialSubflow(context, initial, firstIsLate ? family.second() : family.first(), family.mcp());
        Proof.joins(context, captures.read(late), firstIsLate ? family.first() : family.second());
    }
}
