package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
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
 * Something between CPE and concentrator that takes off Multipath TCP, or the data of SYNs.
 *
 * <pre>
 *   host --- CPE ====first====[ nft ]==== concentrator --- server
 *                ====second===[ nft ]====
 * </pre>
 *
 * For IPv4 and IPv6. Proven: with the option taken off on one access, the other carries the initial subflow; on both, or
 * when data in SYNs is not acknowledged, streams go as plain TCP to the server; when SYNs with data are dropped, the
 * connection is converted all the same, and the next SYN carries none. Every stream arrives whole.
 */
final class ConvertMiddlebox implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(0, 2);
    private static final long BYTES = 60_000;
    private static final int PATIENCE_SECONDS = 6;
    private static final int LONG_SECONDS = 3_600;
    private static final String SYN = "tcp dport " + McpDocument.PORT + " tcp flags & (syn|ack) == syn ";
    private static final String NO_FAST_OPEN_SERVER = "1";
    private static final String FAST_OPEN = "3";

    @Override
    public About about() {
        return new About(
                "convert-middlebox",
                "MPTCP taken off, data in SYNs not acknowledged or dropped on the way, IPv4 and IPv6",
                List.of("S5.6.1-a", "S5.6.1-b", "X-pm10-4", "X-8803-1"),
                50,
                false);
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, ACCESS, ACCESS);
        set.start(
                context,
                DualEnded.cpe(family).fallback(PATIENCE_SECONDS, LONG_SECONDS),
                SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, Family.IPV4).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name);
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                Trial trial = new Trial(context, set, family, server);
                context.variant(name + "-option-first");
                trial.optionOffFirst();
                context.variant(name + "-option-both");
                trial.optionOffBoth();
                context.variant(name + "-syn-data-dropped");
                trial.synDataDropped();
                context.variant(name + "-syn-data-stripped");
                trial.synDataStripped();
            }
        }
    }

    /** One network with its boxes. */
    private record Trial(Context context, DualEnded set, Family family, TrafficServer server) {
        void optionOffFirst() throws IOException {
            box("iifname acc1 " + SYN + "reset tcp option mptcp");
            Captures captures = exchange(family.own());
            Packets second = captures.read(DualEnded.SECOND);
            Proof.initialSubflow(context, second, family.second(), family.mcp());
            unbox();
        }

        void optionOffBoth() throws IOException {
            box("iifname { acc1, acc2 } " + SYN + "reset tcp option mptcp");
            exchange(family.first());
            Captures known = exchange(family.first());
            context.expectEquals(0, syns(known).size(), "SYNs to a concentrator behind a known middlebox");
            context.expectEquals(
                    0L,
                    known.read(DualEnded.INTERNET).count(p -> p.isSyn() && p.isMptcp()),
                    "SYNs to the server with MPTCP");
            unbox();
        }

        void synDataDropped() throws IOException {
            int headers = family == Family.IPV4 ? 80 : 100;
            box("iifname { acc1, acc2 } " + SYN + "meta length > " + headers + " drop");
            Captures lost = exchange(family.own());
            context.expect(syns(lost).getFirst().length() > 0, "the first SYN carried no data");
            Captures warned = exchange(family.own());
            context.expectEquals(0, syns(warned).getFirst().length(), "data of the next SYN");
            unbox();
        }

        void synDataStripped() throws IOException {
            // On the wire a host that takes no data in SYNs looks like one behind a box that strips it.
            set.concentrator().setSysctl("net.ipv4.tcp_fastopen", NO_FAST_OPEN_SERVER);
            Captures captures = exchange(family.first());
            context.expect(syns(captures).getFirst().length() > 0, "the first SYN carried no data");
            set.concentrator().setSysctl("net.ipv4.tcp_fastopen", FAST_OPEN);
        }

        /** A stream each way, and the source that the server has to see. */
        private Captures exchange(String source) throws IOException {
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            Exchange exchange = TrafficClient.run(
                    set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
            Proof.whole(context, exchange);
            context.expectEquals(
                    Family.address(source), exchange.served().peer().getAddress(), "source the server saw");
            captures.awaitQuiet();
            return captures;
        }

        private static List<Packet> syns(Captures captures) throws IOException {
            return captures.read(DualEnded.FIRST)
                    .list(p -> p.isSyn() && p.has(Packet.MP_CAPABLE) && p.destinationPort() == McpDocument.PORT);
        }

        private void box(String rule) throws IOException {
            set.concentrator()
                    .run("nft", "add table inet box; add chain inet box pre { type filter hook prerouting priority -150; };"
                            + " add rule inet box pre " + rule);
        }

        /** Takes the box away, and lets the CPE attach anew. */
        private void unbox() throws IOException {
            set.concentrator().run("nft", "delete table inet box");
            for (String access : List.of(DualEnded.FIRST, DualEnded.SECOND)) {
                set.cut(access);
                set.restore(access);
            }
        }
    }
}
