package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Connection;
import io.braid.lab.host.MptcpConnection;
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
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an AAA server tells of a customer in Braid's own attributes is followed and shown (draft Section 5.3).
 *
 * <pre>
 *   MCP &lt;-Access-Accept: one subflow, two connections, TCP only, ...- FreeRADIUS
 *   h1@ =MP_CAPABLE=&gt; MCP ---SYN without MP_CAPABLE---&gt; server
 *   h2@ =MP_JOIN=X    MCP                                closed
 *   h1@ third connection                                Error 64
 *   MCP &lt;-Access-Accept: Mcp-Service = Deny-------------------------- FreeRADIUS
 *   h2@ =Connect====&gt; MCP                               Error 32
 * </pre>
 */
final class RadiusPolicy implements Scenario {
    private static final int RESOURCE_EXCEEDED = 64;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "radius-policy",
                "what an AAA server tells in Braid's attributes is followed, and all of it is shown",
                List.of("S5.3-f", "S7.2-c", "X-rad-1"),
                8,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius");
    }

    private static FreeRadius server(Context context, SingleEnded set) throws IOException {
        FreeRadius.Plan plan = PolicyCustomers.plan(set);
        for (Family family : Family.values()) {
            plan.accept(
                            RadiusCustomers.first(family),
                            "Mcp-Service = Allow-Tcp-Only",
                            "Mcp-Max-Subflows = 1",
                            "Mcp-Max-Connections = 2",
                            "Mcp-Max-Connection-Rate = 1000",
                            "Mcp-Distribution-Scheme = \"cheapest-first\"",
                            "Mcp-Path-Prefix-IPv4 = 10.1.0.0/24",
                            "Mcp-Path-Priority = 1",
                            "Mcp-Path-Label = \"dsl\"",
                            "Mcp-Path-Prefix-IPv4 += 10.2.0.0/24",
                            "Mcp-Path-Backup = 1",
                            "Mcp-Path-Quota = 7000000000",
                            "Mcp-Bandwidth-Down = 50000",
                            "Mcp-Volume-Quota = 5000000000",
                            "Mcp-Quota-Action = Throttle",
                            "Mcp-Source-Mode = One-To-One",
                            "Mcp-Pool-Name = \"lille\"",
                            "Mcp-Presence = Maintain",
                            "Mcp-Eligible-Filter = \"large\"",
                            "Mcp-Dscp-Policy = \"gold\"",
                            "Mcp-Subscriber-Group = \"homes\"",
                            "Mcp-Host-Id = 0x0102",
                            "Mcp-Address-IPv4 = 203.0.113.1",
                            "Mcp-Address-IPv6 = 2001:db8:c::1",
                            "Session-Timeout = 600",
                            "Acct-Interim-Interval = 60",
                            "Chargeable-User-Identity = \"line-7\"")
                    .accept(RadiusCustomers.second(family), "Mcp-Service = Deny");
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String radius() {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
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
        FreeRadius radius = server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            session.commit(radius());
            RadiusServers.await(session, "one", "authentication", "up");
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                followed(context, set, family);
                shown(context, session, family);
                String hint = (family == Family.IPV4 ? "Mcp-Address-IPv4 = " : "Mcp-Address-IPv6 = ") + family.mcp();
                context.expect(
                        radius.requests().stream().anyMatch(one -> one.contains(hint)), "no Access-Request has " + hint);
                context.expectEquals(
                        OptionalInt.of(PolicyCustomers.NOT_AUTHORIZED),
                        PolicyCustomers.error(set, family, family.second(), RadiusCustomers.PORT),
                        "error for the one that may not use the service");
            }
        }
    }

    private static void followed(Context context, SingleEnded set, Family family) throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        try (MptcpConnection first = set.inData(family).connect(family.server(RadiusCustomers.PORT));
                Connection _ = PolicyCustomers.connected(context, set, family, family.first(), RadiusCustomers.PORT)) {
            captures.awaitQuiet();
            context.expectEquals(1, first.subflows().size(), "subflows");
            context.expectEquals(
                    OptionalInt.of(RESOURCE_EXCEEDED),
                    PolicyCustomers.error(set, family, family.first(), RadiusCustomers.PORT),
                    "error for one connection too many");
        }
        captures.awaitQuiet();
        List<Packet> opened = captures.read(SingleEnded.INTERNET).list(Packet::isSyn);
        context.expectEquals(2, opened.size(), "connections towards servers");
        context.expect(opened.stream().noneMatch(p -> p.has(Packet.MP_CAPABLE)), "a server is offered MPTCP");
    }

    private static void shown(Context context, Netconf session, Family family) throws IOException {
        String state = SubscriberList.read(session).text(RadiusCustomers.key(family));
        Map<String, String> leaves = Map.ofEntries(
                Map.entry("identity", "line-7"),
                Map.entry("use", "allow-tcp-only"),
                Map.entry("subflows-max", "1"),
                Map.entry("connections-max", "2"),
                Map.entry("connection-rate", "1000"),
                Map.entry("distribution", "cheapest-first"),
                Map.entry("priority", "1"),
                Map.entry("label", "dsl"),
                Map.entry("backup", "true"),
                Map.entry("bandwidth-down", "50000"),
                Map.entry("quota-action", "throttle"),
                Map.entry("source-mode", "one-to-one"),
                Map.entry("pool", "lille"),
                Map.entry("presence", "maintain"),
                Map.entry("eligibility", "large"),
                Map.entry("dscp", "gold"),
                Map.entry("group", "homes"),
                Map.entry("host-id", "01:02"),
                Map.entry("session-timeout", "600"),
                Map.entry("interim-interval", "60"));
        leaves.forEach((name, value) -> holds(context, state, name, value));
        for (String quota : List.of("5000000000", "7000000000")) {
            holds(context, state, "quota", quota);
        }
        for (String prefix : List.of("10.1.0.0/24", "10.2.0.0/24")) {
            holds(context, state, "prefix", prefix);
        }
    }

    private static void holds(Context context, String state, String name, String value) {
        String leaf = "<" + name + ">" + value + "</" + name + ">";
        context.expect(state.contains(leaf), "no " + leaf + " in " + state);
    }
}
