package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.WholeAnswer;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One customer is another one's server (RFC 8803 Section 9): so unless the operator forbids it.
 *
 * <pre>
 *   host ==Connect friend@==&gt; acc1 MCP acc3 ---TCP---&gt; friend          hairpinning true
 *        &lt;==Error 32==                     not one SYN to the friend   hairpinning false
 * </pre>
 */
final class Hairpin implements Scenario {
    private static final int PORT = 8080;
    private static final String FRIEND = "friend";
    private static final String NOT_AUTHORIZED = "010222631e012000";
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "hairpin",
                "one customer as another one's server: converted, or refused with Error 32 by policy",
                List.of("X-8803-2"),
                10,
                false);
    }

    private static SingleEnded set(Context context, boolean allowed) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.network().cable(
                FRIEND,
                new Port(FRIEND, "eth0", "10.3.0.2/24", "fd03::2/64"),
                new Port(set.mcp().name(), "acc3", "10.3.0.1/24", "fd03::1/64"),
                Shape.NONE);
        set.network().host(FRIEND).ip("route add default via 10.3.0.1").ip("route add default via fd03::1 dev eth0");
        McpDocument document = McpDocument.downstream("acc1", "acc2", "acc3")
                .internet("net0")
                .address(Family.IPV4.mcp())
                .address(Family.IPV6.mcp())
                .ownAddress()
                .hairpinning(allowed);
        set.start(context, document);
        return set;
    }

    private static InetSocketAddress friend(Family family) {
        return new InetSocketAddress(Family.address(family == Family.IPV4 ? "10.3.0.2" : "fd03::2"), PORT);
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, true).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (boolean allowed : new boolean[] {true, false}) {
            context.variant(allowed ? "allowed" : "forbidden");
            SingleEnded set = set(context, allowed);
            try (Network network = set.network();
                    TrafficServer friend = TrafficServer.tcp(network.host(FRIEND), PORT);
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                for (Family family : Family.values()) {
                    context.variant((allowed ? "allowed-" : "forbidden-") + family.name().toLowerCase(Locale.ROOT));
                    one(context, set, family, allowed, friend, server);
                }
            }
        }
    }

    private static void one(
            Context context, SingleEnded set, Family family, boolean allowed, TrafficServer friend, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        Request both = Request.of(Request.Kind.EXCHANGE, 100_000, 100_000);
        if (allowed) {
            Proof.whole(context, TrafficClient.run(set.inSyn(family), friend(family), friend, both));
        } else {
            context.expectEquals(
                    new WholeAnswer(NOT_AUTHORIZED, false),
                    WholeAnswer.toSyn(
                            set.host(), family.mcp(McpDocument.PORT), ConvertRequest.connect(friend(family))),
                    "answer");
        }
        Proof.whole(
                context,
                TrafficClient.run(
                        set.inSyn(family),
                        family.server(PORT),
                        server,
                        Request.of(Request.Kind.EXCHANGE, 100_000, 100_000)));
        captures.awaitQuiet();
        Packets toFriend = captures.read(FRIEND);
        context.expectEquals(
                allowed ? Set.of(family == Family.IPV4 ? "10.3.0.1" : "fd03::1") : Set.of(),
                toFriend.sources(Packet::isSyn),
                "sources of SYNs to the friend");
    }
}
