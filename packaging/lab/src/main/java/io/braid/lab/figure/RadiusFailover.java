package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
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

/**
 * Two AAA servers, the preferred one over IPv4 and the other over IPv6 (draft Section 5.3).
 *
 * <pre>
 *   MCP --Access-Request--&gt; one     lives: it is asked
 *                           one     is silent: the other is asked after a moment, and then at once
 *       --Access-Request--&gt; two
 *       --Status-Server---&gt; one     until it lives again: it is asked again
 *                           one     has crashed: known at once, by ICMP
 * </pre>
 *
 * Each customer is a new one, so that each connection is a question.
 */
final class RadiusFailover implements Scenario {
    private static final int CUSTOMERS = 10;
    private static final int SECOND_PORT = 1822;
    private static final double SILENT_SECONDS = 4;
    private static final double KNOWN_SECONDS = 1;

    private int asked;

    @Override
    public About about() {
        return new About(
                "radius-failover",
                "two AAA servers, of which the preferred one falls silent, comes back and crashes",
                List.of("S5.3-f"),
                14,
                false);
    }

    private static SingleEnded set(Context context) {
        SingleEnded set = SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
        for (int i = 0; i < CUSTOMERS; i++) {
            set.host().ip("addr add " + customer(i) + "/24 dev wan2");
        }
        return set;
    }

    private static String customer(int number) {
        return "10.2.0." + (10 + number);
    }

    private static FreeRadius server(Context context, SingleEnded set, String name, Family family, int port)
            throws IOException {
        FreeRadius.Plan plan =
                new FreeRadius.Plan(set.server(), name).address(RadiusCustomers.server(family)).port(port);
        for (int i = 0; i < CUSTOMERS; i++) {
            plan.accept(customer(i));
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String servers() {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
                .udp("two", RadiusCustomers.server(Family.IPV6), SECOND_PORT, FreeRadius.SECRET)
                .xml();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, SingleEnded.document().method("radius"));
        server(context, set, "one", Family.IPV4, 1812);
        server(context, set, "two", Family.IPV6, SECOND_PORT);
        try (Netconf session = appliance.netconf()) {
            session.commit(servers());
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, SingleEnded.document().method("radius"));
        FreeRadius one = server(context, set, "one", Family.IPV4, 1812);
        FreeRadius two = server(context, set, "two", Family.IPV6, SECOND_PORT);
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            session.commit(servers());
            RadiusServers.await(session, "one", "authentication", "up");
            RadiusServers.await(session, "two", "authentication", "up");
            context.variant("both-live");
            next(context, set, one, KNOWN_SECONDS);
            context.variant("silent");
            one.freeze();
            next(context, set, two, SILENT_SECONDS);
            next(context, set, two, KNOWN_SECONDS);
            RadiusServers.await(session, "one", "authentication", "dead");
            String reason = RadiusServers.leaf(session, "one", "authentication", "reason");
            context.expect(reason.contains("does not answer"), "the reason is: " + reason);
            next(context, set, two, KNOWN_SECONDS);
            context.variant("back");
            one.thaw();
            RadiusServers.await(session, "one", "authentication", "up");
            next(context, set, one, KNOWN_SECONDS);
            context.variant("crashed");
            one.kill();
            next(context, set, two, KNOWN_SECONDS);
            RadiusServers.await(session, "one", "authentication", "dead");
            reason = RadiusServers.leaf(session, "one", "authentication", "reason");
            context.expect(reason.contains("nothing listens"), "the reason is: " + reason);
            one.start();
            RadiusServers.await(session, "one", "authentication", "up");
            next(context, set, one, KNOWN_SECONDS);
        }
    }

    /** A customer that is new is served within a time, and this server was asked about it. */
    private void next(Context context, SingleEnded set, FreeRadius expected, double seconds) throws IOException {
        String address = customer(asked++);
        long begin = System.nanoTime();
        context.expect(RadiusCustomers.isServed(set, Family.IPV4, address), address + " is not served");
        double took = (System.nanoTime() - begin) / 1e9;
        context.expect(took < seconds, address + " had to wait " + took + " s");
        context.expect(
                expected.requests().stream().anyMatch(one -> one.contains("User-Name = \"" + address + "\"")),
                "the server that was expected was not asked about " + address);
    }
}
