package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
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
 * No AAA server answers (draft Section 5.3): what the operator has chosen holds, and the service recovers by itself.
 *
 * <pre>
 *                       h1@, permitted before, time over    h2@, never seen
 *   serve-stale         served                              refused
 *   fail-closed         refused                             refused
 *   fail-open           served                              served
 *   server is back      served                              rejected
 * </pre>
 */
final class RadiusOutage implements Scenario {
    private static final int LIFETIME_MS = 1100;
    private static final long LIMIT_NANOS = 10_000_000_000L;
    private static final long LOOK_MS = 100;
    private static final String RETRY = "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>lab</name>"
            + "<authorization xmlns=\"urn:braid:yang:braid-subscriber\"><outage><retry>1</retry></outage></authorization>"
            + "</service></mcp>";

    @Override
    public About about() {
        return new About(
                "radius-outage",
                "no AAA server answers: serve-stale, fail-closed, fail-open, and recovery",
                List.of("S5.3-a", "S5.3-f"),
                15,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document(String policy) {
        return SingleEnded.document()
                .method("radius")
                .authorization("permit-lifetime", 1)
                .authorization("deny-lifetime", 1)
                .outage(policy, 2, 8, 100);
    }

    private static FreeRadius server(Context context, SingleEnded set) throws IOException {
        FreeRadius.Plan plan = new FreeRadius.Plan(set.server(), "one");
        for (Family family : Family.values()) {
            plan.address(RadiusCustomers.server(family)).accept(RadiusCustomers.first(family));
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String servers() {
        return new RadiusDocument()
                .watchful()
                .udp("one", RadiusCustomers.server(Family.IPV4), 1812, FreeRadius.SECRET)
                .xml();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document("serve-stale"));
        server(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(servers());
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document("serve-stale"));
        FreeRadius radius = server(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            session.commit(servers());
            for (String policy : List.of("serve-stale", "fail-open", "fail-closed")) {
                context.variant(policy);
                session.commit(document(policy).xml());
                session.commit(RETRY);
                RadiusServers.await(session, "one", "authentication", "up");
                for (Family family : Family.values()) {
                    recovers(context, set, family);
                }
                radius.kill();
                RadiusServers.await(session, "one", "authentication", "dead");
                Background.pause(LIFETIME_MS);
                for (Family family : Family.values()) {
                    holds(context, set, family, policy);
                }
                radius.start();
            }
            context.variant("recovered");
            for (Family family : Family.values()) {
                recovers(context, set, family);
                RadiusCustomers.refused(context, set, family, family.second());
            }
        }
    }

    private static void holds(Context context, SingleEnded set, Family family, String policy) throws IOException {
        if (policy.equals("fail-closed")) {
            RadiusCustomers.notNow(context, set, family, family.first());
        } else {
            context.expect(RadiusCustomers.isServed(set, family, family.first()), family.first() + " is not served");
        }
        if (policy.equals("fail-open")) {
            context.expect(RadiusCustomers.isServed(set, family, family.second()), "the unknown one is not served");
        } else {
            RadiusCustomers.notNow(context, set, family, family.second());
        }
    }

    /** The customer that the server knows is asked about again by itself, and served. */
    private static void recovers(Context context, SingleEnded set, Family family) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!RadiusCustomers.isServed(set, family, family.first())) {
            if (System.nanoTime() > deadline) {
                context.expect(false, family.first() + " is not served although the server lives");
                return;
            }
            Background.pause(LOOK_MS);
        }
    }
}
