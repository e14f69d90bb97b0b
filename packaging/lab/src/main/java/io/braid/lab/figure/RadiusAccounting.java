package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.Request;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An AAA server is told what customers use (draft Section 5.3; RFC 2866), also over an outage of its own and a restart of the
 * conversion point.
 *
 * <pre>
 *   MCP --Accounting-On----------------------&gt; FreeRADIUS
 *   h1@ ==Connect==&gt; MCP --Start------------&gt;
 *       ==bytes====&gt;     --Interim-Update---&gt;           octets, also of each access network
 *   another customer leaves                   X         the server is down: its Stop stays on disk
 *   MCP ends, and starts again                X         so do the Stops of all others
 *   MCP --the same, with their times--------&gt;           each once
 * </pre>
 */
final class RadiusAccounting implements Scenario {
    private static final int PORT = RadiusCustomers.PORT;
    private static final int DOWN = 600_000;
    private static final int UP = 200_000;
    private static final int BUFFER_BYTES = 16_384;
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final long LOOK_MS = 50;
    private static final Shape ACCESS = Shape.of(20, 5);
    private static final String CLASS = "Class = 0x676f6c64ff00";

    @Override
    public About about() {
        return new About(
                "radius-accounting",
                "what customers use is reported: octets, access networks, and no Stop is lost or told twice",
                List.of("S5.3-f"),
                15,
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
            plan.accept(RadiusCustomers.first(family), CLASS, "Class += 0x02", "Acct-Interim-Interval = 1");
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String radius() {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
                .accounting(1)
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
        set.network().up();
        FreeRadius radius = server(context, set);
        Appliance appliance = set.network()
                .add(Appliance.keeping(set.mcp(), document(), context.folder()))
                .awaitReady();
        String[] ids = new String[Family.values().length];
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), PORT)) {
            session.commit(radius());
            RadiusServers.await(session, "one", "accounting", "up");
            await(context, radius, "Accounting-On", "", 1);
            for (Family family : Family.values()) {
                ids[family.ordinal()] = used(context, set, session, radius, family);
            }
            radius.kill();
            RadiusServers.await(session, "one", "accounting", "dead");
            SubscriberList.act(session, RadiusCustomers.key(Family.IPV4), "clear-subscriber");
            awaitWaiting(session);
        }
        context.expectEquals(0, appliance.stop(), "exit status");
        context.expectEquals(0L, stops(radius, ids[0]), "Stops that a server has which is down");
        Appliance next = set.network()
                .add(Appliance.keeping(set.mcp(), document(), context.folder()))
                .awaitStarted();
        radius.start();
        await(context, radius, "Stop", ids[0], 1);
        await(context, radius, "Stop", ids[1], 1);
        await(context, radius, "Accounting-On", "", 2);
        told(context, stop(radius, ids[0]), "Admin-Reset");
        told(context, stop(radius, ids[1]), "Admin-Reboot");
        try (Netconf session = next.netconf()) {
            context.expectEquals(0L, RadiusServers.accounting(session, "lost"), "reports that are lost");
            awaitNoneWaiting(session);
        }
        for (String id : ids) {
            context.expectEquals(1L, stops(radius, id), "Stops of one customer");
        }
    }

    /** A customer moves bytes over both access networks, and its interim reports tell of them while it is there. */
    private static String used(
            Context context, SingleEnded set, Netconf session, FreeRadius radius, Family family) throws IOException {
        try (MptcpConnection connection = set.inData(family).connect(family.server(PORT))) {
            connection.awaitSubflows(2);
            String id = SubscriberList.read(session).of(RadiusCustomers.key(family)).get("id");
            await(context, radius, "Start", id, 1);
            move(connection);
            told(context, family, interim(radius, id));
            return id;
        }
    }

    /** Both directions, and then silence: a subflow that ends takes along what it has not told the conversion point. */
    private static void move(MptcpConnection connection) throws IOException {
        byte[] request = Request.of(Request.Kind.EXCHANGE, DOWN, UP).encode();
        connection.write(request, 0, request.length);
        connection.write(new byte[UP], 0, UP);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long got = 0; got < DOWN; ) {
            int count = connection.read(buffer);
            if (count < 0) {
                throw new IOException("the server ended after " + got + " bytes");
            }
            got += count;
        }
    }

    /** The first interim report with all octets; after a while, the last one. */
    private static String interim(FreeRadius radius, String id) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        String last = "";
        while (System.nanoTime() < deadline
                && (number(last, "Acct-Input-Octets") < UP
                        || number(last, "Acct-Output-Octets") < DOWN
                        || overPaths(last) < DOWN)) {
            Background.pause(LOOK_MS);
            last = of(radius, "Interim-Update", id).reduce("", (_, one) -> one);
        }
        return last;
    }

    private static long overPaths(String report) {
        return Pattern.compile("Mcp-Path-Output-Octets = (\\d+)")
                .matcher(report)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static void told(Context context, Family family, String report) {
        context.expectEquals((long) UP + Request.BYTES, number(report, "Acct-Input-Octets"), "octets from the customer");
        context.expectEquals((long) DOWN, number(report, "Acct-Output-Octets"), "octets to the customer");
        context.expectEquals(0L, number(report, "Acct-Input-Gigawords"), "gigawords from the customer");
        String path = "Mcp-Path-Address-" + (family == Family.IPV4 ? "IPv4 = " : "IPv6 = ");
        for (String part : List.of(
                CLASS,
                "Class = 0x02",
                "NAS-Identifier = \"braid\"",
                "User-Name = \"" + RadiusCustomers.first(family) + "\"",
                "Calling-Station-Id = \"" + RadiusCustomers.first(family) + "\"",
                "Mcp-Conversions = 1",
                path + family.first(),
                path + family.second())) {
            context.expect(report.contains(part), "no " + part + " in " + report);
        }
        context.expect(overPaths(report) >= DOWN, "only " + overPaths(report) + " octets over access networks: " + report);
    }

    private static void told(Context context, String stop, String cause) {
        for (String part : List.of(CLASS, "Acct-Terminate-Cause = " + cause, "Acct-Output-Octets = " + DOWN, "Acct-Delay-Time = ")) {
            context.expect(stop.contains(part), "no " + part + " in " + stop);
        }
        long delay = number(stop, "Acct-Delay-Time");
        context.expect(delay >= 1, "the Stop is told to be " + delay + " s old");
    }

    private static String stop(FreeRadius radius, String id) throws IOException {
        return of(radius, "Stop", id).findFirst().orElse("");
    }

    private static long stops(FreeRadius radius, String id) throws IOException {
        return of(radius, "Stop", id).count();
    }

    private static Stream<String> of(FreeRadius radius, String status, String id) throws IOException {
        return radius.records().stream()
                .filter(record -> record.contains("Acct-Status-Type = " + status + "\n"))
                .filter(record -> id.isEmpty() || record.contains("Acct-Session-Id = \"" + id + "\""));
    }

    private static long number(String record, String name) {
        Matcher found = Pattern.compile("\\b" + name + " = (\\d+)").matcher(record);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private static void await(Context context, FreeRadius radius, String status, String id, long count)
            throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (of(radius, status, id).count() < count) {
            if (System.nanoTime() > deadline) {
                context.expect(false, "no " + count + " records " + status + " of " + id + " in " + radius.records());
                return;
            }
            Background.pause(LOOK_MS);
        }
    }

    private static void awaitWaiting(Netconf session) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (RadiusServers.accounting(session, "waiting") == 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no report waits although the server is down");
            }
            Background.pause(LOOK_MS);
        }
    }

    private static void awaitNoneWaiting(Netconf session) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (RadiusServers.accounting(session, "waiting") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("reports wait although the server lives");
            }
            Background.pause(LOOK_MS);
        }
    }
}
