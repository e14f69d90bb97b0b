package io.braid.lab.figure;

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
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * An access network dies in the middle of a transfer and comes back.
 *
 * <pre>
 *   CPE  ====first=====X            ====first===== joined again
 *        ====second=================================  concentrator
 * </pre>
 *
 * For IPv4 and IPv6, and for the access of the initial subflow and that of the other one. Proven: the stream arrives whole;
 * while one access is away, the other carries it; when the access has its address and routes again, a new subflow joins
 * from there and carries data.
 */
final class PathLoss implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(10, 5);
    private static final long BYTES = 9_000_000;
    private static final long SOME = 700_000;
    /** As long as a modem may need to sign in again, at least; reduced. */
    private static final long AWAY_MS = 1_500;

    @Override
    public About about() {
        return new About(
                "path-loss",
                "an access dies in mid-transfer and is joined again when it returns, IPv4 and IPv6",
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
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name);
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                lose(context, set, server, family, DualEnded.FIRST, family.first());
                context.variant(name + "-second");
                lose(context, set, server, family, DualEnded.SECOND, family.second());
            }
        }
    }

    private static void lose(
            Context context, DualEnded set, TrafficServer server, Family family, String access, String address)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        String lost = DualEnded.interfaceOf(access);
        String other = DualEnded.interfaceOf(access.equals(DualEnded.FIRST) ? DualEnded.SECOND : DualEnded.FIRST);
        Background transfer = Background.begin(() ->
                TrafficClient.run(set.dialer(), family.server(PORT), server, Request.download(BYTES)));
        transfer.awaitReceived(set.cpe(), lost, SOME);
        transfer.awaitReceived(set.cpe(), other, 1);
        set.cut(access);
        transfer.awaitReceived(set.cpe(), other, SOME);
        Background.pause(AWAY_MS);
        double back = System.currentTimeMillis() / 1000.0;
        set.restore(access);
        transfer.awaitReceived(set.cpe(), lost, SOME);
        Proof.whole(context, transfer.result());
        captures.awaitQuiet();
        Packets packets = captures.read(access);
        context.expect(
                packets.count(p -> p.time() >= back && p.isSyn() && p.has(Packet.MP_JOIN) && p.source().equals(address)) > 0,
                "no MP_JOIN from " + address + " after the access came back");
        context.expect(
                packets.count(p -> p.time() >= back && p.isSynAck() && p.has(Packet.MP_JOIN)) > 0,
                "no join was accepted on " + access + " after it came back");
    }
}
