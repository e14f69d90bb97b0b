package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.peer.Certificates;
import io.braid.lab.peer.FreeRadius;
import io.braid.lab.peer.RadSecProxy;
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
 * The conversion point asks over TLS, both sides showing certificates (RFC 6614).
 *
 * <pre>
 *   MCP ===TLS===&gt; FreeRADIUS                 over IPv4 and over IPv6
 *   MCP ===TLS===&gt; radsecproxy --UDP--&gt; FreeRADIUS
 *   MCP ===TLS=X=  a server with a certificate of somebody else: nothing is asked, and state tells why
 * </pre>
 *
 * A connection that ends is made anew.
 */
final class RadSec implements Scenario {
    private static final int PROXY_PORT = 2083;

    @Override
    public About about() {
        return new About(
                "radsec",
                "AAA servers over TLS: FreeRADIUS, radsecproxy, a server with a wrong certificate",
                List.of("S5.3-f"),
                15,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    private static McpDocument document() {
        return SingleEnded.document().method("radius");
    }

    private static String names() {
        return "IP:" + RadiusCustomers.server(Family.IPV4) + ",IP:" + RadiusCustomers.server(Family.IPV6);
    }

    private static FreeRadius server(Context context, SingleEnded set, String name, int port, Certificates certificates)
            throws IOException {
        FreeRadius.Plan plan = new FreeRadius.Plan(set.server(), name).port(port).tls(certificates);
        for (Family family : Family.values()) {
            plan.address(RadiusCustomers.server(family))
                    .accept(RadiusCustomers.first(family))
                    .accept(RadiusCustomers.second(family));
        }
        return set.network().add(plan.start(context.folder()));
    }

    private static String over(String address, int port, Certificates ours) throws IOException {
        return new RadiusDocument()
                .watchful()
                .tls(
                        "one",
                        address,
                        port,
                        Certificates.der(ours.authority()),
                        Certificates.der(ours.client()),
                        Certificates.der(ours.clientKey()))
                .xml();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        Certificates ours = Certificates.make(context.folder().resolve("certificates"), names());
        FreeRadius radius = server(context, set, "one", 1812, ours);
        try (Netconf session = appliance.netconf()) {
            session.commit(over(RadiusCustomers.server(Family.IPV4), radius.tlsPort(), ours));
        }
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        Certificates ours = Certificates.make(context.folder().resolve("certificates"), names());
        FreeRadius radius = server(context, set, "one", 1812, ours);
        try (Netconf session = appliance.netconf();
                TrafficServer server = TrafficServer.tcp(set.server(), RadiusCustomers.PORT)) {
            for (Family family : Family.values()) {
                context.variant("freeradius-" + family.name().toLowerCase(Locale.ROOT));
                session.commit(over(RadiusCustomers.server(family), radius.tlsPort(), ours));
                RadiusServers.await(session, "one", "both", "up");
                RadiusCustomers.served(context, set, family, server);
                context.expect(
                        radius.requests().stream()
                                .anyMatch(one -> one.contains("\"" + RadiusCustomers.first(family) + "\"")),
                        "FreeRADIUS was not asked about " + family.first());
            }
            context.variant("connection-ends");
            radius.kill();
            RadiusServers.await(session, "one", "both", "dead");
            radius.start();
            RadiusServers.await(session, "one", "both", "up");
            context.variant("radsecproxy");
            set.network().add(RadSecProxy.start(
                    set.server(), context.folder(), RadiusCustomers.server(Family.IPV4), PROXY_PORT, radius, ours));
            session.commit(over(RadiusCustomers.server(Family.IPV4), PROXY_PORT, ours));
            RadiusServers.await(session, "one", "both", "up");
            String trial = RadiusServers.test(session, RadiusCustomers.second(Family.IPV4));
            context.expect(trial.contains(">accept<"), "through radsecproxy the trial says " + trial);
            context.variant("wrong-certificate");
            Certificates others = Certificates.make(context.folder().resolve("others"), names());
            FreeRadius impostor = server(context, set, "impostor", 1912, others);
            session.commit(over(RadiusCustomers.server(Family.IPV4), impostor.tlsPort(), ours));
            RadiusServers.await(session, "one", "both", "dead");
            String reason = RadiusServers.leaf(session, "one", "both", "reason");
            context.expect(reason.contains("its certificate is not trusted"), "the reason is: " + reason);
            context.expect(impostor.requests().isEmpty(), "the impostor was asked: " + impostor.requests());
        }
        context.expect(
                !appliance.log().contains(Certificates.der(ours.clientKey()).substring(0, 60)), "the log tells the key");
    }
}
