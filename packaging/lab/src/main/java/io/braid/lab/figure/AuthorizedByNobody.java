package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.Netconf;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who has an access network may use the service, and nobody is asked (draft Section 5.3). The operator sees who does, and
 * can end it.
 *
 * <pre>
 *   host h1@ ===&gt; MCP ---&gt; server      a subscriber: the source of the first subflow
 *        h2@ ==/                       and nobody: a later subflow
 * </pre>
 */
final class AuthorizedByNobody implements Scenario {
    private static final int PORT = 8080;
    private static final int UP = 200_000;
    private static final int DOWN = 300_000;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "authz-none",
                "without authorization: subscribers are seen and counted, and the operator can clear one",
                List.of("S5.3-a", "S5.3-b"),
                6,
                false);
    }

    private static Appliance start(Context context, SingleEnded set) throws IOException {
        return set.start(context, SingleEnded.document().method("none"));
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        start(context, set);
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (Netconf session = start(context, set).netconf();
                TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                String prefix = family == Family.IPV4 ? family.first() + "/32" : "fd01::/64";
                Proof.whole(
                        context,
                        TrafficClient.run(
                                set.inData(family),
                                family.server(PORT),
                                server,
                                Request.of(Request.Kind.EXCHANGE, DOWN, UP)));
                Map<String, String> seen = SubscriberList.read(session).of(prefix);
                context.expectEquals("none", seen.get("authorizer"), "authorizer of " + prefix + " in " + seen);
                context.expectEquals("1", seen.get("total-conversions"), "conversions of " + prefix);
                // The request of the traffic itself goes up, too.
                context.expect(
                        Long.parseLong(seen.getOrDefault("octets-from", "0")) >= UP
                                && Long.parseLong(seen.getOrDefault("octets-to", "0")) >= DOWN,
                        "of " + UP + " bytes up and " + DOWN + " down were counted " + seen);
                cleared(context, set, session, family, prefix, seen.get("id"));
            }
            context.expectEquals(0, SubscriberList.read(session).size(), "subscribers after all were cleared");
        }
    }

    private static void cleared(
            Context context, SingleEnded set, Netconf session, Family family, String prefix, String id)
            throws IOException {
        try (MptcpConnection connection = set.inData(family).connect(family.server(PORT))) {
            Map<String, String> seen = SubscriberList.read(session).of(prefix);
            context.expectEquals(id, seen.get("id"), "the stay of the next connection");
            context.expectEquals("1", seen.get("conversions"), "conversions now");
            SubscriberList.act(session, prefix, "reauthorize");
            Map<String, String> again = SubscriberList.read(session).of(prefix);
            context.expectEquals(id, again.get("id"), "the stay after the subscriber was asked about once more");
            context.expectEquals("1", again.get("conversions"), "conversions after that");
            SubscriberList.act(session, prefix, "clear-subscriber");
            boolean ended = false;
            try {
                ended = connection.read(new byte[1]) < 0;
            } catch (IOException e) {
                ended = String.valueOf(e.getMessage()).contains("reset");
            }
            context.expect(ended, "the connection of a cleared subscriber goes on");
        }
        context.expectEquals(Map.of(), SubscriberList.read(session).of(prefix), "the cleared subscriber");
    }
}
