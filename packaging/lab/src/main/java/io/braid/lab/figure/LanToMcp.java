package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Connection;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Only the CPE speaks MPTCP to the concentrator: hosts behind it are kept from it (draft Section 5.3).
 *
 * <pre>
 *   host ==MP_CAPABLE to mcp@==&gt; CPE           not forwarded
 *   host ----TCP to mcp@-------&gt; CPE -------&gt; concentrator        forwarded, unless that is refused too
 *   host ----TCP to a server---&gt; CPE ==MPTCP==&gt; concentrator ---&gt; server   converted as ever
 * </pre>
 */
final class LanToMcp implements Scenario {
    private static final int PORT = 8080;
    private static final int WAIT_MS = 1_300;

    @Override
    public About about() {
        return new About(
                "lan-to-mcp-refused",
                "LAN hosts do not reach the concentrator by MPTCP past the CPE, the CPE itself does",
                List.of("S5.3-h"),
                20,
                false);
    }

    private static DualEnded set(Context context, Family family) throws IOException {
        DualEnded set = DualEnded.describe(context, Shape.NONE, Shape.NONE).routeLan();
        set.start(context, DualEnded.cpe(family), SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context, Family.IPV4).network();
    }

    @Override
    public void run(Context context) throws IOException {
        for (Family family : Family.values()) {
            String name = family.name().toLowerCase(Locale.ROOT);
            context.variant(name + "-refuse-mptcp");
            DualEnded set = set(context, family);
            try (Network _ = set.network();
                    Netconf cpe = set.running().cpe().netconf();
                    TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                attempt(set, family, Dialers.mptcp(set.host()));
                Exchange exchange = TrafficClient.run(
                        set.dialer(), family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 100_000, 100_000));
                Proof.whole(context, exchange);
                captures.awaitQuiet();
                context.expect(toConcentrator(captures.read(DualEnded.LAN), family) > 0, "the host sent no SYN");
                Packets first = captures.read(DualEnded.FIRST);
                context.expectEquals(
                        0L,
                        first.count(p -> p.isSyn() && p.source().equals(DualEnded.hostAddress(family))),
                        "SYNs of the host that were forwarded");
                Proof.initialSubflow(context, first, family.first(), family.mcp());
                context.expect(
                        cpe.call("<get><filter><mcp xmlns=\"urn:braid:yang:braid-mcp\"><safeguard/></mcp></filter></get>")
                                .matches("(?s).*<customers-refused>[1-9].*"),
                        "what was refused is not counted");

                context.variant(name + "-permit");
                cpe.commit(McpDocument.serviceLeaf("customers-to-concentrators", "permit"));
                context.expect(attempt(set, family, Dialers.mptcp(set.host())), "permitted, it is not forwarded");

                context.variant(name + "-refuse");
                cpe.commit(McpDocument.serviceLeaf("customers-to-concentrators", "refuse"));
                context.expect(!attempt(set, family, Dialers.tcp(set.host())), "plain TCP is forwarded although all is refused");
            }
        }
    }

    /** Whether the host reaches the concentrator. */
    private static boolean attempt(DualEnded set, Family family, Dialer dialer) {
        CompletableFuture<Boolean> connected = CompletableFuture.supplyAsync(() -> {
            try (Connection _ = dialer.connect(family.mcp(McpDocument.PORT))) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }, task -> Thread.ofPlatform().daemon().start(task));
        return connected.completeOnTimeout(false, WAIT_MS, TimeUnit.MILLISECONDS).join();
    }

    private static long toConcentrator(Packets packets, Family family) {
        return packets.count(p -> p.isSyn() && p.has(Packet.MP_CAPABLE)
                && p.source().equals(DualEnded.hostAddress(family)) && p.destination().equals(family.mcp()));
    }
}
