package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Connection;
import io.braid.lab.host.ConvertReply;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.MptcpConnection;
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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one subscriber may have: subflows of a connection, connections, new connections a second (draft Section 7.2). Here by
 * the policy for the unknown while no AAA server answers; the service's own bounds are wider.
 *
 * <pre>
 *   host h1@ =====MP_CAPABLE=====&gt; mcp@          1
 *        h2@ =====MP_JOIN========&gt;               2
 *        h3@ h4@ h5@ ==MP_JOIN==X                closed
 *   host h1@ ==third Connect=====&gt;  Error 64     and not one SYN to the server
 * </pre>
 */
final class Caps implements Scenario {
    private static final int PORT = 8080;
    private static final int SUBFLOWS = 2;
    private static final int CONNECTIONS = 3;
    private static final int RATE = 10;
    private static final int STORM = 60;
    private static final int RESOURCE_EXCEEDED = 64;
    private static final Shape ACCESS = Shape.of(0, 2);

    @Override
    public About about() {
        return new About(
                "caps",
                "subflows, connections and connection rate of one subscriber, before any server hears of it",
                List.of("S7.2-c", "S5.3-a"),
                8,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW).moreAddresses(3);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius").outage("fail-open", SUBFLOWS, CONNECTIONS, RATE);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), PORT)) {
            context.variant("subflows");
            subflows(context, set, session);
            context.variant("connections");
            connections(context, set);
            context.variant("rate");
            rate(context, set, session);
        }
    }

    /** The first connection learns the cap with the decision, the second one begins with it. */
    private static void subflows(Context context, SingleEnded set, Netconf session) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        try (MptcpConnection first = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT));
                MptcpConnection second = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT))) {
            captures.awaitQuiet();
            context.expectEquals(SUBFLOWS, first.subflows().size(), "subflows of the first connection");
            context.expectEquals(SUBFLOWS, second.subflows().size(), "subflows of the second connection");
            var seen = SubscriberList.read(session).of(Family.IPV4.first() + "/32");
            context.expectEquals("outage", seen.get("authorizer"), "authorizer");
            context.expectEquals("" + SUBFLOWS, seen.get("subflows-max"), "cap in the subscriber's policy");
        }
        captures.awaitQuiet();
        Packets joins = captures.read(SingleEnded.SECOND);
        context.expect(
                joins.count(p -> p.isSyn() && p.has(Packet.MP_JOIN)) > 2L * (SUBFLOWS - 1), "no surplus joins were tried");
    }

    private static void connections(Context context, SingleEnded set) throws IOException {
        pause();
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(ask(set));
                context.expectEquals(
                        OptionalInt.empty(), ConvertReply.read(all.getLast()).error(), "answer to connection " + i);
            }
            all.add(ask(set));
            context.expectEquals(
                    OptionalInt.of(RESOURCE_EXCEEDED),
                    ConvertReply.read(all.getLast()).error(),
                    "answer to one connection too many");
        } finally {
            all.forEach(Connection::close);
        }
        captures.awaitQuiet();
        context.expectEquals(
                (long) CONNECTIONS,
                captures.read(SingleEnded.INTERNET).count(Packet::isSynAck),
                "connections towards servers");
    }

    private static Connection ask(SingleEnded set) throws IOException {
        Connection connection = Dialers.tcp(set.host()).connect(Family.IPV4.mcp(McpDocument.PORT));
        byte[] request = ConvertRequest.connect(Family.IPV4.server(PORT));
        connection.write(request, 0, request.length);
        return connection;
    }

    /** A second brings the bucket of the rate back to what it holds. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(1_100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void rate(Context context, SingleEnded set, Netconf session) throws IOException {
        pause();
        long before = SubscriberList.counted(session, "source-rate");
        InetSocketAddress mcp = Family.IPV4.mcp(McpDocument.PORT);
        long began = System.nanoTime();
        for (int i = 0; i < STORM; i++) {
            try (Connection connection = Dialers.tcp(set.host()).connect(mcp)) {
                connection.reset();
            } catch (IOException _) {
                // Reset at the door.
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long reset = SubscriberList.counted(session, "source-rate") - before;
        long least = STORM - RATE - Math.round(Math.ceil(RATE * seconds)) - 1;
        context.expect(
                reset >= least, "of " + STORM + " connections in " + seconds + " s only " + reset + " were beyond the rate");
        context.figure("beyond_rate", reset);
    }
}
