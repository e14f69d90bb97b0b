package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Connection;
import io.braid.lab.host.Dialers;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An access control list on a customer-facing interface decides which CPEs reach the conversion point (draft Section 5.3).
 *
 * <pre>
 *   h1@ ---SYN---&gt; acc1 MCP        answered: no list there
 *   h2@ ---SYN---&gt; acc2 MCP        dropped, counted; another port of it is answered by a reset
 * </pre>
 *
 * The list is taken away, and h2@ is answered.
 */
final class IngressAcl implements Scenario {
    private static final int OTHER_PORT = 4;
    private static final int WAIT_MS = 1_200;

    @Override
    public About about() {
        return new About(
                "acl-ingress",
                "a list on a customer-facing interface: the denied CPE's SYN is dropped and counted, others pass",
                List.of("S5.3-c"),
                10,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, SingleEnded.document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, SingleEnded.document());
        try (Netconf session = appliance.netconf()) {
            session.commit(lists());
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                context.expect(reaches(set, family, family.first(), McpDocument.PORT), "who is not denied is not answered");
                context.expect(!reaches(set, family, family.second(), McpDocument.PORT), "who is denied is answered");
                reaches(set, family, family.second(), OTHER_PORT);
                captures.awaitQuiet();
                Packets second = captures.read(SingleEnded.SECOND);
                context.expect(second.count(p -> p.isSyn() && p.destinationPort() == McpDocument.PORT) > 0, "no SYN was sent");
                context.expectEquals(0L, second.count(Packet::isSynAck), "answers to who is denied");
                context.expect(second.count(p -> p.isRst() && p.sourcePort() == OTHER_PORT) > 0, "what no entry matches does not pass");
                context.expect(counted(session, family), "what was dropped is not counted");
            }
            context.variant("taken-away");
            session.commit("<acls xmlns=\"urn:braid:yang:braid-acl\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\">"
                    + "<attachment-points nc:operation=\"delete\"/></acls>");
            context.expect(
                    reaches(set, Family.IPV4, Family.IPV4.second(), McpDocument.PORT), "without the list nobody is answered");
        }
    }

    /** Whether a TCP connection to the conversion point comes about. */
    private static boolean reaches(SingleEnded set, Family family, String from, int port) {
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> {
            try (Connection _ = Dialers.tcp(set.host(), Family.address(from)).connect(family.mcp(port))) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }, task -> Thread.ofPlatform().daemon().start(task));
        return connected.completeOnTimeout(false, WAIT_MS, TimeUnit.MILLISECONDS).join();
    }

    private static boolean counted(Netconf session, Family family) throws IOException {
        String name = "<name>" + family.name().toLowerCase(Locale.ROOT) + "</name>";
        return session.call("<get><filter><acls xmlns=\"urn:braid:yang:braid-acl\"><acl><aces><ace>" + name
                        + "<statistics/></ace></aces></acl></acls></filter></get>")
                .matches("(?s).*<matched-packets>[1-9].*");
    }

    private static String lists() {
        return "<acls xmlns=\"urn:braid:yang:braid-acl\"><acl><name>denied</name><aces>"
                + ace(Family.IPV4, "10.2.0.0/24")
                + ace(Family.IPV6, "fd02::/64")
                + "</aces></acl><attachment-points><interface><interface-id>acc2</interface-id>"
                + "<ingress><acl-set>denied</acl-set></ingress></interface></attachment-points></acls>";
    }

    private static String ace(Family family, String network) {
        return "<ace><name>" + family.name().toLowerCase(Locale.ROOT) + "</name><matches><source-network>" + network
                + "</source-network><tcp><destination-port><lower-port>" + McpDocument.PORT + "</lower-port><upper-port>"
                + McpDocument.JOIN_PORT
                + "</upper-port></destination-port></tcp></matches><actions><forwarding>drop</forwarding></actions></ace>";
    }
}
