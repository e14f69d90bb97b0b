package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Horde;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bad input costs only who sends it (draft Section 7.2).
 *
 * <pre>
 *   host ==good transfers==&gt; MCP ---&gt; server
 *   vandal --random bytes, half headers, 5,000 silent connections, servers that never answer--&gt; MCP
 * </pre>
 *
 * While the vandal is at it, the host's transfer arrives whole at the rate it has in peace, and further conversions begin.
 * Afterwards no conversion is left, each limit has counted what it turned away, and the log has a line for each reason and
 * interval, not for each connection.
 */
final class Garbage implements Scenario {
    private static final int PORT = 8080;
    private static final int SILENT = 9003;
    private static final int SILENT_CONNECTIONS = 5_000;
    private static final int RANDOM_CONNECTIONS = 500;
    private static final int UNANSWERED = 200;
    private static final int SIGNAL_SECONDS = 5;
    private static final int LOG_INTERVAL_SECONDS = 10;
    private static final double RATE_KEPT = 0.7;
    private static final long WAIT_MS = 200;
    private static final Shape ACCESS = Shape.of(20, 5);
    private static final byte[] HALF_HEADER = ConvertRequest.hex("01 06 22 63 0A 05 1F");

    @Override
    public About about() {
        return new About(
                "garbage",
                "random bytes, half headers, 5,000 silent connections, a server that never answers: others keep their rates",
                List.of("S7.2-a", "S7.2-f", "X-8803-1"),
                45,
                false);
    }

    private static SingleEnded describe(Context context) {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.network().cable(
                "vandal",
                new Port("vandal", "eth0", "10.3.0.2/24", "fd03::2/64"),
                new Port(set.mcp().name(), "acc3", "10.3.0.1/24", "fd03::1/64"),
                Shape.NONE);
        set.network()
                .host("vandal")
                .sysctl("net.ipv4.tcp_fastopen", "5")
                .ip("route add default via 10.3.0.1")
                .ip("route add default via fd03::1 dev eth0");
        return set;
    }

    private static McpDocument document() {
        return SingleEnded.document().timer("signal", SIGNAL_SECONDS).timer("connect", SIGNAL_SECONDS);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = describe(context);
        set.start(context, document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = describe(context);
        Appliance appliance = set.start(context, document());
        set.server().run("nft", "add table inet wall; add chain inet wall in { type filter hook input priority 0; }");
        set.server().run("nft", "add rule inet wall in tcp dport " + SILENT + " drop");
        long bytes = context.size(5_000_000, 20_000_000);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            context.variant("peace");
            // The first one finds nothing compiled.
            megabits(context, set, server, bytes);
            double peace = megabits(context, set, server, bytes);
            context.figure("peace-mbit-s", peace);
            long began = System.nanoTime();
            for (Nuisance nuisance : nuisances()) {
                context.variant(nuisance.name());
                Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
                try (Horde horde = Horde.let(
                        set.network().host("vandal"), Family.IPV4.mcp(McpDocument.PORT), nuisance.words())) {
                    double rate = megabits(context, set, server, bytes);
                    context.figure(nuisance.name() + "-mbit-s", rate);
                    context.expect(rate >= RATE_KEPT * peace, "the host's rate fell from " + peace + " to " + rate + " Mbit/s");
                    context.say(horde.size() + " connections, " + horde.dead() + " of them dead now");
                    awaitDead(context, horde);
                }
                captures.awaitQuiet();
                Packets internet = captures.read(SingleEnded.INTERNET);
                context.expectEquals(
                        1L,
                        internet.count(p -> p.isSyn() && p.destinationPort() != SILENT),
                        "connections towards servers but the silent one");
            }
            context.variant("");
            awaitNone(context, appliance);
            counted(context, appliance);
            logged(context, appliance, (System.nanoTime() - began) / 1_000_000_000L);
            Proof.whole(
                    context,
                    TrafficClient.run(set.inSyn(Family.IPV6), Family.IPV6.server(PORT), server, Request.upload(100_000)));
        }
    }

    /** What a vandal says on each of many connections. */
    private record Nuisance(String name, List<byte[]> words) {}

    private static List<Nuisance> nuisances() {
        Random random = new Random(8803);
        byte[][] noise = new byte[RANDOM_CONNECTIONS][];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = new byte[1 + random.nextInt(2000)];
            random.nextBytes(noise[i]);
            if (i % 4 == 0 && noise[i].length > 8) {
                // These at least begin like a message.
                System.arraycopy(ConvertRequest.hex("01 FF 22 63"), 0, noise[i], 0, 4);
            }
        }
        byte[][] unanswered = new byte[UNANSWERED][];
        Arrays.fill(unanswered, ConvertRequest.connect(Family.IPV4.server(SILENT)));
        byte[][] halves = new byte[RANDOM_CONNECTIONS][];
        Arrays.fill(halves, HALF_HEADER);
        byte[][] silent = new byte[SILENT_CONNECTIONS][];
        Arrays.fill(silent, new byte[0]);
        return List.of(
                new Nuisance("random-bytes", List.of(noise)),
                new Nuisance("half-headers", List.of(halves)),
                new Nuisance("server-never-answers", List.of(unanswered)),
                new Nuisance("silent", List.of(silent)));
    }

    private static double megabits(Context context, SingleEnded set, TrafficServer server, long bytes) throws IOException {
        InetSocketAddress address = Family.IPV4.server(PORT);
        long begin = System.nanoTime();
        Exchange exchange = TrafficClient.run(set.inData(Family.IPV4), address, server, Request.download(bytes));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Proof.whole(context, exchange);
        return bytes * 8 / 1e6 / seconds;
    }

    private interface Look {
        boolean now() throws IOException;
    }

    /** Waits until something is so, for as long as timers and a busy machine may take. */
    private static boolean await(Look look) throws IOException {
        long deadline = System.nanoTime() + 4L * SIGNAL_SECONDS * 1_000_000_000L;
        try {
            while (!look.now()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(WAIT_MS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Every connection of the vandal is ended by the conversion point, though most of them never said a word. */
    private static void awaitDead(Context context, Horde horde) throws IOException {
        boolean all = await(() -> horde.dead() == horde.size());
        context.expect(all, horde.dead() + " of " + horde.size() + " connections were ended");
    }

    private static void awaitNone(Context context, Appliance appliance) throws IOException {
        try (Netconf session = appliance.netconf()) {
            await(() -> active(session).equals("0"));
            context.expectEquals("0", active(session), "conversions left");
        }
    }

    private static String active(Netconf session) throws IOException {
        return first(session.call(state("<service><state><active-conversions/></state></service>")),
                "<active-conversions>(\\d+)<");
    }

    private static String state(String filter) {
        return "<get><filter type=\"subtree\"><mcp xmlns=\"urn:braid:yang:braid-mcp\">" + filter + "</mcp></filter></get>";
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "nothing matches " + pattern + " in " + text;
    }

    private static void counted(Context context, Appliance appliance) throws IOException {
        try (Netconf session = appliance.netconf()) {
            for (String reason : List.of("no-signal", "signal-timeout", "source-pending-max", "source-rate", "server-timeout")) {
                String reply = session.call(state(
                        "<counters><decision><reason>" + reason + "</reason><count/></decision></counters>"));
                String count = first(reply, "<count>(\\d+)<");
                context.expect(count.matches("[1-9]\\d*"), reason + " counted " + count);
                context.say(reason + " " + count);
            }
        }
    }

    private static void logged(Context context, Appliance appliance, long seconds) throws IOException {
        long most = seconds / LOG_INTERVAL_SECONDS + 2;
        for (String reason : List.of("source-pending-max", "source-rate", "signal-timeout")) {
            long lines = appliance.log().lines().filter(line -> line.contains("reason=" + reason + " ")).count();
            context.expect(lines >= 1 && lines <= most, lines + " lines of reason=" + reason + " in " + seconds + " s");
        }
    }
}
