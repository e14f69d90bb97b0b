package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.host.Connection;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.peer.FreeRadius;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An AAA server changes what one customer may do while ten use the service (draft Section 5.3; RFC 5176).
 *
 * <pre>
 *   h1@ ... h10@ ==&gt; MCP ==&gt; server                        ten conversions
 *   MCP &lt;-CoA-Request about h1@: deny server:8080-- radclient
 *   MCP --CoA-ACK---------------------------------&gt;         h1@'s conversion has ended by then, the nine go on
 *   MCP &lt;-CoA-Request with a rule that is none-----
 *   MCP --CoA-NAK, Error-Cause 401----------------&gt;         nothing has changed
 *   MCP &lt;-CoA-Request of another secret, without Event-Timestamp, or old
 *                                                           no answer
 * </pre>
 */
final class RadiusCoa implements Scenario {
    private static final int PORT = RadiusCustomers.PORT;
    private static final int CUSTOMERS = 10;
    private static final int DYNAMIC_PORT = 3799;
    private static final long STALE_SECONDS = 400;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "radius-coa",
                "an AAA server changes one customer's policy at once, and no other's; what cannot be believed is ignored",
                List.of("S5.3-f", "X-4849-1"),
                12,
                false);
    }

    static String address(int customer) {
        return "10.2.0." + (20 + customer);
    }

    static SingleEnded set(Context context) {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        for (int i = 0; i < CUSTOMERS; i++) {
            set.host().ip("addr add " + address(i) + "/24 dev wan2");
        }
        return set;
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius");
    }

    static FreeRadius server(Context context, SingleEnded set) throws IOException {
        FreeRadius.Plan plan = PolicyCustomers.plan(set);
        for (Family family : Family.values()) {
            plan.accept(RadiusCustomers.first(family), "Session-Timeout = 600")
                    .accept(RadiusCustomers.second(family), "Session-Timeout = 600");
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            plan.accept(address(i), "Session-Timeout = 600", "Mcp-Max-Connections = 50");
        }
        return set.network().add(plan.start(context.folder()));
    }

    /** The conversion point takes requests of the server, over the given family. */
    static String radius(Family family) {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
                .dynamic(RadiusCustomers.server(family), FreeRadius.SECRET, family.own())
                .xml();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        server(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(radius(Family.IPV4));
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        FreeRadius radius = server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            session.commit(radius(Family.IPV4));
            RadiusServers.await(session, "one", "authentication", "up");
            context.variant("ten");
            ten(context, set, session, radius, server);
            context.variant("ignored");
            ignored(context, session, radius);
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                session.commit(radius(family));
                one(context, set, session, radius, family, server);
            }
        }
        context.expect(!appliance.log().contains(FreeRadius.SECRET), "the log tells the shared secret");
    }

    private static String order(FreeRadius radius, Family family, String secret, String... attributes)
            throws IOException {
        return radius.order(family.own(), DYNAMIC_PORT, "coa", secret, attributes);
    }

    static String now() {
        return timestamp(0);
    }

    private static String timestamp(long ago) {
        return "Event-Timestamp = " + (System.currentTimeMillis() / 1000 - ago);
    }

    private static void ten(
            Context context, SingleEnded set, Netconf session, FreeRadius radius, TrafficServer server)
            throws IOException {
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CUSTOMERS; i++) {
                connections.add(PolicyCustomers.connected(context, set, Family.IPV4, address(i), PORT));
            }
            refused(context, set, session, radius);
            String answer = order(
                    radius,
                    Family.IPV4,
                    FreeRadius.SECRET,
                    "User-Name = \"" + address(0) + "\"",
                    "NAS-Identifier = \"braid\"",
                    now(),
                    "NAS-Filter-Rule = \"deny in 6 from any to " + Family.IPV4.server() + " " + PORT + "\"");
            context.expect(answer.contains("CoA-ACK"), "no CoA-ACK: " + answer);
            context.expectEquals(
                    "0",
                    SubscriberList.read(session).of(address(0) + "/32").get("conversions"),
                    "conversions of the changed one as soon as it is acknowledged");
            context.expect(PolicyCustomers.ended(connections.getFirst()), "its connection goes on");
            context.expectEquals(
                    OptionalInt.of(PolicyCustomers.NOT_AUTHORIZED),
                    PolicyCustomers.error(set, Family.IPV4, address(0), PORT),
                    "error for the changed one");
            for (int i = 1; i < CUSTOMERS; i++) {
                context.expectEquals(
                        List.of(), SubscriberList.read(session).values(address(i) + "/32", "filter"), "rules of another");
                PolicyCustomers.works(context, connections.get(i), server);
            }
        } finally {
            connections.forEach(Connection::close);
        }
    }

    private static void refused(Context context, SingleEnded set, Netconf session, FreeRadius radius)
            throws IOException {
        String user = "User-Name = \"" + address(0) + "\"";
        for (String[] wrong : new String[][] {
            {"401", user, "Mcp-Max-Subflows = 2", "NAS-Filter-Rule = \"deny in tcp from any to any\""},
            {"401", user, "Mcp-Max-Subflows = 2", "Framed-Route = \"0.0.0.0/0\""},
            {"402", "Mcp-Max-Subflows = 2"},
            {"403", user, "NAS-Identifier = \"another\"", "Mcp-Max-Subflows = 2"},
            {"407", user, "Mcp-Max-Subflows = 9"},
            {"407", user, "Mcp-Max-Subflows = 2", "Filter-Id = \"nobody's\""},
            {"503", user, "Framed-IP-Address = " + address(1), "Mcp-Max-Subflows = 2"}
        }) {
            List<String> attributes = new ArrayList<>(List.of(wrong).subList(1, wrong.length));
            attributes.add(now());
            String answer = order(radius, Family.IPV4, FreeRadius.SECRET, attributes.toArray(String[]::new));
            context.expect(
                    answer.contains("CoA-NAK") && answer.contains(cause(wrong[0])),
                    "no CoA-NAK with " + cause(wrong[0]) + ": " + answer);
        }
        context.expectEquals(
                List.of(),
                SubscriberList.read(session).values(address(0) + "/32", "subflows-max"),
                "what refused requests have changed");
    }

    /** As FreeRADIUS calls them. */
    private static String cause(String number) {
        return switch (number) {
            case "401" -> "Error-Cause = Unsupported-Attribute";
            case "402" -> "Error-Cause = Missing-Attribute";
            case "403" -> "Error-Cause = NAS-Identification-Mismatch";
            case "407" -> "Error-Cause = Invalid-Attribute-Value";
            default -> "Error-Cause = Session-Context-Not-Found";
        };
    }

    private static void ignored(Context context, Netconf session, FreeRadius radius) throws IOException {
        String user = "User-Name = \"" + address(1) + "\"";
        String change = "Mcp-Max-Subflows = 2";
        List<String> answers = List.of(
                order(radius, Family.IPV4, "another", user, now(), change),
                order(radius, Family.IPV4, FreeRadius.SECRET, user, change),
                order(radius, Family.IPV4, FreeRadius.SECRET, user, timestamp(STALE_SECONDS), change));
        answers.forEach(answer -> context.expect(answer.contains("No reply"), "it is answered: " + answer));
        context.expectEquals(
                List.of(),
                SubscriberList.read(session).values(address(1) + "/32", "subflows-max"),
                "what ignored requests have changed");
        context.expectEquals(1L, RadiusServers.dynamic(session, "bad-authenticators"), "requests of another secret");
        context.expectEquals(2L, RadiusServers.dynamic(session, "stale"), "requests that are not of now");
    }

    /** A change that lets the present conversions live, told over one family, about a customer of it. */
    private static void one(
            Context context, SingleEnded set, Netconf session, FreeRadius radius, Family family, TrafficServer server)
            throws IOException {
        try (Connection connection = PolicyCustomers.connected(context, set, family, family.first(), PORT)) {
            String answer = order(
                    radius,
                    family,
                    FreeRadius.SECRET,
                    "Acct-Session-Id = \"" + SubscriberList.read(session).of(RadiusCustomers.key(family)).get("id") + "\"",
                    now(),
                    "Mcp-Max-Subflows = 3",
                    "Mcp-Max-Connections = 1");
            context.expect(answer.contains("CoA-ACK"), "no CoA-ACK: " + answer);
            context.expectEquals(
                    "3",
                    SubscriberList.read(session).of(RadiusCustomers.key(family)).get("subflows-max"),
                    "subflows-max as soon as it is acknowledged");
            context.expect(
                    PolicyCustomers.error(set, family, family.first(), PORT).isPresent(), "the new cap is not kept");
            PolicyCustomers.works(context, connection, server);
        }
    }
}
