package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Connection;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.WholeAnswer;
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

/**
 * A list of prefixes tells who may use the service, by the source of the first subflow (draft Section 5.3).
 *
 * <pre>
 *   h1@ ==Connect==&gt; MCP ---SYN---&gt; server       permitted
 *   h2@ ==MP_JOIN==&gt;                             inherits the decision about h1@
 *   h2@ ==Connect==&gt; MCP  Error 32               and not one SYN to the server
 * </pre>
 *
 * The list changes: who is connected and may not be any more is cut off.
 */
final class AuthorizedByPrefix implements Scenario {
    private static final int PORT = 8080;
    private static final int REFUSALS = 5;
    private static final String NOT_AUTHORIZED = "010222631e012000";
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "authz-acl",
                "a list of prefixes: joins inherit, who is denied gets Error 32 and no server hears of it",
                List.of("S5.3-a", "S5.3-c", "S7.2-f"),
                8,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document(String first) {
        return SingleEnded.document()
                .method("acl")
                .prefix("first", "10.1.0.0/24", first)
                .prefix("first-6", "fd01::/64", first);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, document("permit"));
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document("permit"));
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                permitted(context, set, family);
                denied(context, set, session, family);
            }
            context.variant("changed");
            try (MptcpConnection connection = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT))) {
                session.commit(document("deny").xml());
                context.expect(ends(connection), "who is denied now stays connected");
            }
            context.expectEquals(0, SubscriberList.read(session).size(), "subscribers after all were denied");
        }
        long lines = appliance.log().lines().filter(line -> line.contains("reason=subscriber-denied")).count();
        context.expect(lines >= 1 && lines <= 2, "the log tells of " + lines + " refusals of many");
    }

    private static boolean ends(Connection connection) {
        try {
            return connection.read(new byte[1]) < 0;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("reset");
        }
    }

    private static void permitted(Context context, SingleEnded set, Family family) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        try (MptcpConnection _ = set.inData(family).connect(family.server(PORT))) {
            captures.awaitQuiet();
        }
        Packets second = captures.read(SingleEnded.SECOND);
        context.expect(
                second.count(p -> p.isSynAck() && p.has(Packet.MP_JOIN)) > 0,
                "the second access network, whose sources are not permitted, did not inherit the decision");
    }

    private static void denied(Context context, SingleEnded set, Netconf session, Family family) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long before = SubscriberList.counted(session, "subscriber-denied");
        InetSocketAddress mcp = family.mcp(McpDocument.PORT);
        for (int i = 0; i < REFUSALS; i++) {
            try (Connection connection = Dialers.tcp(set.host(), Family.address(family.second())).connect(mcp)) {
                context.expectEquals(
                        new WholeAnswer(NOT_AUTHORIZED, false),
                        WholeAnswer.to(connection, ConvertRequest.connect(family.server(PORT))),
                        "answer to a request of " + family.second());
            }
        }
        context.expectEquals(
                before + REFUSALS, SubscriberList.counted(session, "subscriber-denied"), "refusals counted");
        captures.awaitQuiet();
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
    }
}
