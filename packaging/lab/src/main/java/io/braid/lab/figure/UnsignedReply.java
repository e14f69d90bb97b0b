package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.RadiusForger;
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
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Somebody between the conversion point and its AAA server turns a refusal into a permission (CVE-2024-3596, BlastRADIUS).
 *
 * <pre>
 *   h1@ ==Connect==&gt; MCP --Access-Request--&gt; forger ------------------&gt; FreeRADIUS
 *                    MCP &lt;-Access-Accept---- forger &lt;--Access-Reject---
 *                         without Message-Authenticator: not believed
 * </pre>
 *
 * With {@code require-message-authenticator false} the same packet opens the door, which shows that the packet was good.
 */
final class UnsignedReply implements Scenario {
    private static final int FORGED_PORT = 2812;

    @Override
    public About about() {
        return new About(
                "radius-unsigned-reply",
                "an Access-Accept that somebody made of an Access-Reject (BlastRADIUS) is not believed",
                List.of("S5.3-f", "S7.2-f"),
                12,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius").authorization("deny-lifetime", 1);
    }

    private static void servers(Context context, SingleEnded set) throws IOException {
        FreeRadius.Plan plan = new FreeRadius.Plan(set.server(), "one");
        for (Family family : Family.values()) {
            plan.address(RadiusCustomers.server(family));
        }
        set.network().add(plan.start(context.folder()));
        for (Family family : Family.values()) {
            set.network().add(new RadiusForger(
                    set.server(), at(family, FORGED_PORT), at(family, 1812), FreeRadius.SECRET));
        }
    }

    private static InetSocketAddress at(Family family, int port) {
        return new InetSocketAddress(Family.address(RadiusCustomers.server(family)), port);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        servers(context, set);
        try (Netconf session = appliance.netconf()) {
            session.commit(server(Family.IPV4, true));
        }
        return set.network();
    }

    private static String server(Family family, boolean signed) {
        RadiusDocument document = new RadiusDocument().watchful();
        String address = RadiusCustomers.server(family);
        return (signed
                        ? document.udp("one", address, FORGED_PORT, FreeRadius.SECRET)
                        : document.unsigned("one", address, FORGED_PORT, FreeRadius.SECRET))
                .xml();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        servers(context, set);
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                session.commit(server(family, true));
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                RadiusCustomers.notNow(context, set, family, family.first());
                captures.awaitQuiet();
                context.expectEquals(
                        0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
                long unsigned = RadiusServers.count(session, "one", "missing-message-authenticators");
                context.expect(unsigned > 0, "no unsigned answer was counted");
                context.expectEquals(0L, RadiusServers.count(session, "one", "accepts"), "accepts that were believed");
                String trial = RadiusServers.test(session, family.first());
                context.expect(trial.contains(">none<"), "the trial says " + trial);
                context.variant(family.name().toLowerCase(Locale.ROOT) + "-not-required");
                session.commit(server(family, false));
                trial = RadiusServers.test(session, family.first());
                context.expect(trial.contains(">accept<"), "the forged packet is no good: the trial says " + trial);
            }
        }
    }
}
