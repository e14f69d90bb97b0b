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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An AAA server tells which connections a customer may open (draft Section 5.3; RFC 4849).
 *
 * <pre>
 *   MCP &lt;-Access-Accept: 30 NAS-Filter-Rules, cut in the middle of rules-- FreeRADIUS
 *   h1@ ==Connect server:8080==&gt; MCP ---SYN---&gt; server
 *   h1@ ==Connect server:8081==&gt; MCP                      Error 32
 *   MCP &lt;-Access-Accept: Filter-Id = "web"-------------------------------- FreeRADIUS
 *   h2@ the same by a list that the conversion point has by this name
 *   others: a rule that is none, both kinds in one packet, a name that nobody knows: as an Access-Reject
 * </pre>
 */
final class RadiusAclDownload implements Scenario {
    private static final int OTHER_PORT = 8081;
    private static final int RULES = 30;
    private static final Shape ACCESS = Shape.of(50, 5);

    /** Addresses of the second access network whose Accept cannot be applied. */
    private static final List<String> HOPELESS = List.of("10.2.0.20", "10.2.0.21", "10.2.0.22");

    @Override
    public About about() {
        return new About(
                "radius-acl-download",
                "rules downloaded from an AAA server, or named by it, decide which connections are opened",
                List.of("S5.3-c", "X-4849-1"),
                8,
                false);
    }

    private static SingleEnded set(Context context) {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        HOPELESS.forEach(address -> set.host().ip("addr add " + address + "/24 dev wan2"));
        return set;
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius");
    }

    private static String[] rules(Family family) {
        List<String> rules = new ArrayList<>();
        for (int i = 1; i < RULES; i++) {
            rules.add("NAS-Filter-Rule += \"deny in 6 from any to 192.0.2." + i + "/32 1-1024,5060\"");
        }
        rules.add("NAS-Filter-Rule += \"permit in 6 from assigned to " + family.server() + " " + RadiusCustomers.PORT + "\"");
        return rules.toArray(String[]::new);
    }

    private static FreeRadius server(Context context, SingleEnded set) throws IOException {
        String good = "NAS-Filter-Rule = \"permit in ip from any to any\"";
        FreeRadius.Plan plan = PolicyCustomers.plan(set)
                .accept(HOPELESS.get(0), good, "NAS-Filter-Rule += \"permit in tcp from any to any\"")
                .accept(HOPELESS.get(1), good, "Filter-Id = \"web\"")
                .accept(HOPELESS.get(2), "Filter-Id = \"nobody's\"");
        for (Family family : Family.values()) {
            plan.accept(RadiusCustomers.first(family), rules(family))
                    .accept(RadiusCustomers.second(family), "Filter-Id = \"web\"");
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String radius() {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
                .filter(
                        "web",
                        "permit in 6 from any to " + Family.IPV4.server() + " " + RadiusCustomers.PORT,
                        "permit in 6 from any to " + Family.IPV6.server() + " " + RadiusCustomers.PORT)
                .xml();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        server(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(radius());
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), RadiusCustomers.PORT);
                TrafficServer _ = TrafficServer.tcp(set.server(), OTHER_PORT)) {
            session.commit(radius());
            RadiusServers.await(session, "one", "authentication", "up");
            Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                for (String address : List.of(family.first(), family.second())) {
                    PolicyCustomers.connected(context, set, family, address, RadiusCustomers.PORT).close();
                    refused(context, set, family, address, OTHER_PORT);
                }
                context.expectEquals(
                        RULES,
                        SubscriberList.read(session).values(RadiusCustomers.key(family), "filter").size(),
                        "rules that state shows");
            }
            context.variant("hopeless");
            for (String address : HOPELESS) {
                refused(context, set, Family.IPV4, address, RadiusCustomers.PORT);
            }
            captures.awaitQuiet();
            context.expectEquals(
                    4L,
                    captures.read(SingleEnded.INTERNET)
                            .count(p -> p.isSyn() && p.destinationPort() == RadiusCustomers.PORT),
                    "connections towards the server");
            context.expectEquals(
                    0L,
                    captures.read(SingleEnded.INTERNET).count(p -> p.isSyn() && p.destinationPort() == OTHER_PORT),
                    "connections towards the port that no rule permits");
        }
    }

    private static void refused(Context context, SingleEnded set, Family family, String address, int port)
            throws IOException {
        context.expectEquals(
                OptionalInt.of(PolicyCustomers.NOT_AUTHORIZED),
                PolicyCustomers.error(set, family, address, port),
                "error for " + address + " and port " + port);
    }
}
