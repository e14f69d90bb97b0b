package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
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
import java.util.List;
import java.util.Locale;

/**
 * An AAA server tells who may use the service (draft Section 5.3): the conversion point asks it about the source of the
 * first subflow, once.
 *
 * <pre>
 *   h1@ ==Connect==&gt; MCP --Access-Request--&gt; FreeRADIUS
 *                    MCP &lt;-Access-Accept----               MCP ---SYN---&gt; server
 *   h1@ ==Connect==&gt; MCP                     no question   MCP ---SYN---&gt; server
 *   h2@ ==MP_JOIN==&gt; MCP                     no question
 *   h2@ ==Connect==&gt; MCP --Access-Request--&gt; FreeRADIUS
 *       &lt;==Error 32= MCP &lt;-Access-Reject----               not one SYN
 * </pre>
 *
 * FreeRADIUS takes requests with a genuine Message-Authenticator only.
 */
final class AuthorizedByRadius implements Scenario {
    private static final int CONNECTIONS = 5;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "authz-radius",
                "an AAA server permits and denies customers: one question each, joins inherit, Error 32, no server leg",
                List.of("S5.3-a", "S5.3-f", "S7.2-f"),
                9,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius");
    }

    private static FreeRadius server(Context context, SingleEnded set) throws IOException {
        FreeRadius.Plan plan = new FreeRadius.Plan(set.server(), "one");
        for (Family family : Family.values()) {
            plan.address(RadiusCustomers.server(family))
                    .accept(RadiusCustomers.first(family), "Session-Timeout = 600", "Class = 0x676f6c64");
        }
        return set.network().add(plan.start(context.folder()));
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        server(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(servers(Family.IPV4));
        }
        return set.network();
    }

    private static String servers(Family family) {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(family), 1812, FreeRadius.SECRET)
                .xml();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        FreeRadius radius = server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer server = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                session.commit(servers(family));
                RadiusServers.await(session, "one", "authentication", "up");
                permitted(context, set, family, server, radius);
                context.expectEquals(
                        "radius",
                        SubscriberList.read(session).of(prefix(family)).get("authorizer"),
                        "who permitted it, as state tells");
                denied(context, set, family, radius);
                trial(context, session, family);
            }
            String config = session.call("<get-config><source><running/></source></get-config>");
            context.expect(
                    config.contains(RadiusCustomers.server(Family.IPV6)) && !config.contains(FreeRadius.SECRET),
                    "NETCONF tells the shared secret, or nothing");
        }
        context.expect(!appliance.log().contains(FreeRadius.SECRET), "the log tells the shared secret");
    }

    private static String prefix(Family family) {
        return family == Family.IPV4 ? family.first() + "/32" : RadiusCustomers.first(family);
    }

    private static void permitted(
            Context context, SingleEnded set, Family family, TrafficServer server, FreeRadius radius) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        for (int i = 0; i < CONNECTIONS; i++) {
            RadiusCustomers.served(context, set, family, server);
        }
        captures.awaitQuiet();
        context.expect(
                captures.read(SingleEnded.SECOND).count(p -> p.isSynAck() && p.has(Packet.MP_JOIN)) > 0,
                "no join from the second access network inherited the decision");
        List<String> asked = about(radius, RadiusCustomers.first(family));
        context.expectEquals(1, asked.size(), "Access-Requests about the one that is permitted");
        for (String attribute : List.of(
                "Service-Type = Call-Check",
                "NAS-Identifier = \"braid\"",
                "NAS-Port-Type = Virtual",
                "Calling-Station-Id = \"" + family.first() + "\"",
                "Called-Station-Id = \"" + family.mcp() + "\"",
                (family == Family.IPV4 ? "Framed-IP-Address = " : "Framed-IPv6-Address = ") + family.first())) {
            context.expect(asked.toString().contains(attribute), "no " + attribute + " in " + asked);
        }
        context.expect(!asked.toString().contains("Proxy-State"), "a Proxy-State is in " + asked);
    }

    private static List<String> about(FreeRadius radius, String user) throws IOException {
        return radius.requests().stream().filter(one -> one.contains("User-Name = \"" + user + "\"")).toList();
    }

    private static void denied(Context context, SingleEnded set, Family family, FreeRadius radius) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        for (int i = 0; i < CONNECTIONS; i++) {
            RadiusCustomers.refused(context, set, family, family.second());
        }
        captures.awaitQuiet();
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
        context.expectEquals(
                1, about(radius, RadiusCustomers.second(family)).size(), "Access-Requests about the one that is denied");
    }

    /** The operator asks as well, and sees what the server says. */
    private static void trial(Context context, Netconf session, Family family) throws IOException {
        String accepted = RadiusServers.test(session, RadiusCustomers.first(family));
        for (String part : List.of(">accept<", ">one<", "Session-Timeout = 600")) {
            context.expect(accepted.contains(part), "no " + part + " in the trial: " + accepted);
        }
        String rejected = RadiusServers.test(session, "203.0.113.200");
        for (String part : List.of(">reject<", "Reply-Message = unknown subscriber")) {
            context.expect(rejected.contains(part), "no " + part + " in the trial: " + rejected);
        }
    }
}
