package io.braid.lab.figure;

import io.braid.lab.appliance.Netconf;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an appliance tells over NETCONF is what the kernel tells: the network of Figure 5 and a download over both access
 * networks. While it goes on, the concentrator's conversions, subflows, tokens and counters are read over NETCONF, then by
 * iproute2, then over NETCONF again. What does not change must be the same in all three readings, and a counter of
 * iproute2 must lie between those before and after it.
 */
final class StateAgrees implements Scenario {
    private static final String MCP = "<mcp xmlns=\"urn:braid:yang:braid-mcp\">";
    private static final String FALLBACK = "fallback";
    private static final int READINGS = 5;

    @Override
    public About about() {
        return new About(
                "state-agrees",
                "state over NETCONF against ss, ip and the interfaces' counters during a transfer",
                List.of("S2-b", "S5.1"),
                15,
                false);
    }

    @Override
    public Network stage(Context context) throws IOException {
        return HybridPaths.set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = HybridPaths.set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), HybridPaths.PORT);
                Netconf concentrator = set.running().concentrator().netconf()) {
            double seconds = context.size(10, 30);
            HybridPaths paths = new HybridPaths(set, server);
            FutureTask<Exchange> transfer = new FutureTask<>(() -> paths.together(true, seconds));
            Thread.ofPlatform().daemon().name("transfer").start(transfer);
            while (subflows(conversions(concentrator)).size() < 2) {
                context.expect(!transfer.isDone(), "the transfer ended before it had two subflows");
            }
            for (int i = 0; i < READINGS; i++) {
                compare(context, set.concentrator(), concentrator);
            }
            context.expect(!transfer.isDone(), "the transfer ended before the readings");
            Exchange exchange = transfer.get();
            Proof.whole(context, exchange);
            long counted = number(concentrator.call(get("<counters><bytes-down/></counters>")), "bytes-down");
            context.expect(
                    counted >= exchange.received().bytes(),
                    "counters tell of " + counted + " bytes, " + exchange.received().bytes() + " were transferred");
        } catch (ExecutionException e) {
            throw new IOException("the transfer broke: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String get(String filter) {
        return "<get><filter>" + MCP + filter + "</mcp></filter></get>";
    }

    private static String conversions(Netconf session) throws IOException {
        return session.call(get("<conversions/><interface/>"));
    }

    private static void compare(Context context, Host host, Netconf session) throws IOException {
        String before = conversions(session);
        String tcp = host.run("ss", "-Htin", "state", "established");
        String mptcp = host.run("ss", "-HMin", "state", "established");
        String links = host.run("ip", "-s", "-o", "link");
        String after = conversions(session);

        context.expectEquals(1, all(before, "<conversion>()").size(), "conversions");
        Map<String, String> connections = kernelConnections(mptcp);
        context.expectEquals(
                connections.values().stream().filter(token -> !token.equals(FALLBACK)).sorted().toList(),
                all(before, "<token>([0-9a-f]+)</token>").stream().sorted().toList(),
                "tokens by ss -M and by NETCONF");
        // The server leg was opened with MPTCP, too, and fell back, as the server has TCP only.
        Set<String> fallen = new HashSet<>(connections.keySet());
        fallen.removeIf(ends -> !connections.get(ends).equals(FALLBACK));
        String leg = all(before, "(?s)<server>(.*?)</server>").getFirst();
        context.expectEquals(Set.of(ends(leg)), fallen, "ends of the server leg by NETCONF and by ss -M");
        context.expectEquals("tcp", text(leg, "protocol"), "protocol of the server leg");

        Map<String, Map<String, Long>> first = subflows(before);
        Map<String, Map<String, Long>> last = subflows(after);
        Map<String, Map<String, Long>> kernel = kernelSubflows(tcp);
        kernel.keySet().removeAll(fallen);
        context.expectEquals(kernel.keySet(), first.keySet(), "subflows by ss -t and by NETCONF");
        for (String subflow : first.keySet()) {
            for (String counter : List.of("bytes-sent", "bytes-retransmitted", "bytes-received")) {
                between(
                        context,
                        subflow + " " + counter,
                        first.get(subflow).get(counter),
                        kernel.get(subflow).getOrDefault(counter, 0L),
                        last.getOrDefault(subflow, Map.of()).get(counter));
            }
        }
        for (String name : List.of("acc1", "acc2", "net0")) {
            between(
                    context,
                    name + " in-octets",
                    octets(before, name),
                    linkBytes(links, name),
                    octets(after, name));
        }
    }

    private static void between(Context context, String what, Long before, long kernel, Long after) {
        context.expect(
                before != null && after != null && before <= kernel && kernel <= after,
                what + ": NETCONF tells " + before + " before and " + after + " after, the kernel " + kernel);
    }

    /** The subflows of a reply, by their ends. */
    private static Map<String, Map<String, Long>> subflows(String reply) {
        Map<String, Map<String, Long>> found = new HashMap<>();
        for (String subflow : all(reply, "(?s)<subflow>(.*?)</subflow>")) {
            Map<String, Long> counters = new HashMap<>();
            Matcher leaf = Pattern.compile("<(bytes-[a-z]+)>(\\d+)<").matcher(subflow);
            while (leaf.find()) {
                counters.put(leaf.group(1), Long.valueOf(leaf.group(2)));
            }
            found.put(ends(subflow), counters);
        }
        return found;
    }

    private static String ends(String xml) {
        return text(xml, "local-address") + ":" + text(xml, "local-port") + " " + text(xml, "remote-address") + ":"
                + text(xml, "remote-port");
    }

    /** The connections of ss -Mi by their ends, two lines each: the token, or that they fell back to TCP. */
    private static Map<String, String> kernelConnections(String ss) {
        Map<String, String> found = new HashMap<>();
        Matcher connection = Pattern.compile("(?m)^\\S+ +\\S+ +(\\S+) +(\\S+) *\\n\\s+(.*)token:([0-9a-f]+)").matcher(ss);
        while (connection.find()) {
            boolean fallback = connection.group(3).contains(FALLBACK);
            found.put(
                    plain(connection.group(1)) + " " + plain(connection.group(2)),
                    fallback ? FALLBACK : padded(connection.group(4)));
        }
        return found;
    }

    /** The same as ss -ti tells it: two lines for each socket, those with the ulp of MPTCP. */
    private static Map<String, Map<String, Long>> kernelSubflows(String ss) {
        Map<String, Map<String, Long>> found = new HashMap<>();
        Matcher socket = Pattern.compile("(?m)^\\S+ +\\S+ +(\\S+) +(\\S+) *\\n\\s+(.*tcp-ulp-mptcp.*)$").matcher(ss);
        while (socket.find()) {
            Map<String, Long> counters = new HashMap<>();
            Matcher counter =
                    Pattern.compile("bytes_(sent|retrans|received):(\\d+)").matcher(socket.group(3));
            while (counter.find()) {
                String name = counter.group(1).equals("retrans") ? "retransmitted" : counter.group(1);
                counters.put("bytes-" + name, Long.valueOf(counter.group(2)));
            }
            found.put(plain(socket.group(1)) + " " + plain(socket.group(2)), counters);
        }
        return found;
    }

    /** An end without the interface and the brackets that ss adds. */
    private static String plain(String end) {
        return end.replaceAll("%[^:]+", "").replaceAll("[\\[\\]]", "").replace("::ffff:", "");
    }

    private static long octets(String reply, String name) {
        List<String> found = all(reply, "(?s)<interface><name>" + name + "</name>.*?<in-octets>(\\d+)<");
        return found.isEmpty() ? -1 : Long.parseLong(found.getFirst());
    }

    /** Received bytes of an interface by {@code ip -s -o link}: the first number behind the headings. */
    private static long linkBytes(String links, String name) {
        List<String> found = all(links, "(?m)^\\d+: " + name + "@?[^:]*:.*?RX:[^\\\\]*\\\\\\s*(\\d+)");
        return found.isEmpty() ? -1 : Long.parseLong(found.getFirst());
    }

    private static String padded(String token) {
        return "0".repeat(8 - token.length()) + token;
    }

    private static String text(String xml, String leaf) {
        return all(xml, "<" + leaf + ">([^<]*)<").getFirst();
    }

    private static long number(String xml, String leaf) {
        return Long.parseLong(text(xml, leaf));
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
    }
}
