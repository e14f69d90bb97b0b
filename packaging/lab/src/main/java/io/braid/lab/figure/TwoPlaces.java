package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.List;

/**
 * Where conversion points are is a matter of the deployment, and they share no state (draft Section 5.1): one host uses
 * two of them at once.
 *
 * <pre>
 *          +=== first ====+
 *   host --+              +-- mcp ---- internet ---- server
 *          +=== second ===+    |
 *                             core
 *                              |
 *                             mcp2   203.0.113.129, with one arm
 * </pre>
 *
 * Proven: both conversions have two subflows and their own source at the server; when one conversion point is stopped, the
 * conversion of the other goes on, and so do new ones.
 */
final class TwoPlaces implements Scenario {
    private static final int PORT = 8080;
    private static final long BYTES = 500_000;
    private static final int SUBFLOWS = 2;
    private static final Shape ACCESS = Shape.of(50, 5);
    private static final String SECOND_MCP = "mcp2";
    private static final String SECOND_ADDRESS = "203.0.113.129";
    private static final String SECOND_OWN = "10.8.0.2";

    @Override
    public About about() {
        return new About(
                "two-places", "one host and two conversion points that know nothing of each other",
                List.of("S5.1-a", "S4.1-a"), 6, false);
    }

    private static SingleEnded describe(Context context) {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.network()
                .cable(
                        "core",
                        new Port("mcp", "core1", "10.8.0.1/24", "fd08::1/64"),
                        new Port(SECOND_MCP, "core2", SECOND_OWN + "/24", "fd08::2/64"),
                        Shape.NONE);
        set.mcp().ip("route add " + SECOND_ADDRESS + "/32 via " + SECOND_OWN + " dev core1");
        second(set).loopback(SECOND_ADDRESS + "/32").ip("route add default via 10.8.0.1 dev core2");
        return set;
    }

    private static Host second(SingleEnded set) {
        return set.network().host(SECOND_MCP);
    }

    private static Appliance start(Context context, SingleEnded set) throws IOException {
        set.start(context, SingleEnded.document());
        McpDocument document = McpDocument.downstream("core2").address(SECOND_ADDRESS).ownAddress();
        return set.network().add(Appliance.start(second(set), document, context.folder())).awaitReady();
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = describe(context);
        start(context, set);
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = describe(context);
        Appliance other = start(context, set);
        var far = Dialers.convertInData(set.host(), new java.net.InetSocketAddress(SECOND_ADDRESS, McpDocument.PORT));
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                MptcpConnection here = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT));
                MptcpConnection there = far.connect(Family.IPV4.server(PORT))) {
            here.awaitSubflows(SUBFLOWS);
            there.awaitSubflows(SUBFLOWS);
            exchange(context, server, there, SECOND_OWN);
            context.expectEquals(0, other.stop(), "exit status of the conversion point that was stopped");
            exchange(context, server, here, Family.IPV4.own());
            Proof.whole(
                    context,
                    TrafficClient.run(
                            set.inSyn(Family.IPV4), Family.IPV4.server(PORT), server, Request.download(BYTES)));
        }
    }

    private static void exchange(Context context, TrafficServer server, MptcpConnection connection, String source)
            throws IOException {
        Exchange exchange =
                TrafficClient.run(connection, server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES));
        Proof.whole(context, exchange);
        context.expectEquals(
                Family.address(source), exchange.served().peer().getAddress(), "source the server saw");
    }
}
