package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.host.Connection;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Network;
import io.braid.lab.peer.FreeRadius;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An AAA server ends one customer's use of the service (draft Section 5.3; RFC 5176): its conversions end, it stays out for a
 * while, and is asked about again then. Another customer hears nothing of it.
 *
 * <pre>
 *   h1@, h2@ ==&gt; MCP ==&gt; server
 *   MCP &lt;-Disconnect-Request about h1@-- radclient
 *   MCP --Disconnect-ACK---------------&gt;             h1@'s conversion has ended, h2@'s goes on
 *   h1@ ==Connect==&gt; MCP                             Error 32, no question
 *   h1@ ==Connect==&gt; MCP --Access-Request--&gt;         a second later
 * </pre>
 */
final class RadiusDisconnect implements Scenario {
    private static final int PORT = RadiusCustomers.PORT;
    private static final int DYNAMIC_PORT = 3799;
    private static final int HOLD_SECONDS = 2;
    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final long LOOK_MS = 100;

    @Override
    public About about() {
        return new About(
                "radius-disconnect",
                "an AAA server ends one customer's use of the service, and no other's",
                List.of("S5.3-f"),
                10,
                false);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius").authorization("disconnect-hold", HOLD_SECONDS);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = RadiusCoa.set(context);
        Appliance appliance = set.start(context, document());
        RadiusCoa.server(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(RadiusCoa.radius(Family.IPV4));
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = RadiusCoa.set(context);
        Appliance appliance = set.start(context, document());
        FreeRadius radius = RadiusCoa.server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                session.commit(RadiusCoa.radius(family));
                RadiusServers.await(session, "one", "authentication", "up");
                try (Connection ended = PolicyCustomers.connected(context, set, family, family.first(), PORT);
                        Connection other = PolicyCustomers.connected(context, set, family, family.second(), PORT)) {
                    disconnect(context, session, radius, family);
                    context.expect(PolicyCustomers.ended(ended), "its connection goes on");
                    comesBack(context, set, radius, family);
                    PolicyCustomers.works(context, other, server);
                }
            }
        }
    }

    private static void disconnect(Context context, Netconf session, FreeRadius radius, Family family)
            throws IOException {
        String framed = family == Family.IPV4
                ? "Framed-IP-Address = " + family.first()
                : "Framed-IPv6-Prefix = " + RadiusCustomers.first(family);
        String answer = radius.order(
                family.own(), DYNAMIC_PORT, "disconnect", FreeRadius.SECRET, framed, RadiusCoa.now(), "Proxy-State = 0x07");
        context.expect(
                answer.contains("Disconnect-ACK") && answer.contains("Proxy-State = 0x07"), "no Disconnect-ACK: " + answer);
        context.expectEquals(
                null,
                SubscriberList.read(session).of(RadiusCustomers.key(family)).get("conversions"),
                "conversions of the ended one as soon as it is acknowledged");
        String again = radius.order(
                family.own(), DYNAMIC_PORT, "disconnect", FreeRadius.SECRET, framed, RadiusCoa.now());
        context.expect(
                again.contains("Disconnect-NAK") && again.contains("Session-Context-Not-Found"),
                "no Disconnect-NAK about who has gone: " + again);
    }

    private static void comesBack(Context context, SingleEnded set, FreeRadius radius, Family family)
            throws IOException {
        context.expectEquals(
                OptionalInt.of(PolicyCustomers.NOT_AUTHORIZED),
                PolicyCustomers.error(set, family, family.first(), PORT),
                "error for the one that was ended");
        context.expectEquals(1L, questions(radius, family), "Access-Requests about it before it may come back");
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (PolicyCustomers.error(set, family, family.first(), PORT).isPresent() && System.nanoTime() < deadline) {
            Background.pause(LOOK_MS);
        }
        context.expectEquals(2L, questions(radius, family), "Access-Requests about it when it is back");
    }

    private static long questions(FreeRadius radius, Family family) throws IOException {
        return radius.requests().stream()
                .filter(one -> one.contains("User-Name = \"" + RadiusCustomers.first(family) + "\""))
                .count();
    }
}
