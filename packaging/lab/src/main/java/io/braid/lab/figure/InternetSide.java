package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.MptcpConnection;
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
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MPTCP connections from the Internet are none of a conversion point's business (draft Section 5.3).
 *
 * <pre>
 *   host ==MP_CAPABLE==&gt; acc1 MCP net0 &lt;==MP_CAPABLE== server    no SYN/ACK
 *        ==MP_JOIN over the server's link=========&gt; net0         no SYN/ACK
 *   host ==Connect==&gt; MCP ==MPTCP==&gt; server                      works: its SYN/ACK is an answer
 * </pre>
 */
final class InternetSide implements Scenario {
    private static final int PORT = 8080;
    private static final int WAIT_MS = 1_500;
    private static final Pattern REFUSED = Pattern.compile("<internet-facing-refused>(\\d+)<");

    @Override
    public About about() {
        return new About(
                "internet-side-refused",
                "MP_CAPABLE and MP_JOIN over an internet-facing interface get no answer, unless it is told otherwise",
                List.of("S5.3-g", "S7.2-e"),
                14,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW).aroundTheInternet();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, SingleEnded.document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, SingleEnded.document());
        try (Netconf session = appliance.netconf();
                TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                String name = family.name().toLowerCase(Locale.ROOT);
                context.variant(name + "-refused");
                long before = refused(session);
                Packets seen = packets(context, set, family, server);
                context.expect(from(seen, family, Packet.MP_CAPABLE) > 0, "no MP_CAPABLE was sent from the Internet");
                context.expect(
                        seen.count(p -> p.isSyn() && p.has(Packet.MP_JOIN) && p.destination().equals(family.mcp())) > 0,
                        "no MP_JOIN was sent from the Internet");
                context.expectEquals(0L, answers(seen, family), "answers to MPTCP from the Internet");
                context.expect(refused(session) >= before + 2, "what was refused is not counted");
            }
            context.variant("accepted");
            session.commit("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><safeguard>"
                    + "<internet-facing-mptcp>accept</internet-facing-mptcp></safeguard></mcp>");
            Packets seen = packets(context, set, Family.IPV4, server);
            context.expect(answers(seen, Family.IPV4) > 0, "told to accept, it gives no answer");
        }
    }

    /** What is on the link to the Internet while both sides connect. */
    private static Packets packets(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        CompletableFuture<Void> outside = CompletableFuture.runAsync(
                () -> attempt(set, family.mcp(McpDocument.PORT)), task -> Thread.ofPlatform().daemon().start(task));
        Exchange exchange = TrafficClient.run(
                set.inData(family), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
        Proof.whole(context, exchange);
        try (MptcpConnection _ = Dialers.mptcp(set.host(), family.mcp(McpDocument.PORT))) {
            TimeUnit.MILLISECONDS.sleep(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        outside.cancel(true);
        return captures.read(SingleEnded.INTERNET);
    }

    private static void attempt(SingleEnded set, InetSocketAddress mcp) {
        try (MptcpConnection _ = Dialers.mptcp(set.server(), mcp)) {
            // Told by the capture.
        } catch (IOException e) {
            // As it is to be.
        }
    }

    private static long from(Packets seen, Family family, int subtype) {
        return seen.count(p -> p.isSyn() && p.has(subtype) && p.destination().equals(family.mcp()));
    }

    private static long answers(Packets seen, Family family) {
        return seen.count(p -> p.isSynAck() && p.isMptcp() && p.source().equals(family.mcp()));
    }

    private static long refused(Netconf session) throws IOException {
        String reply = session.call("<get><filter><mcp xmlns=\"urn:braid:yang:braid-mcp\"><safeguard/></mcp></filter></get>");
        Matcher count = REFUSED.matcher(reply);
        return count.find() ? Long.parseLong(count.group(1)) : -1;
    }
}
