package io.braid.lab.figure;

import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.UdpEcho;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
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
 * The source that servers see is the customer's (draft Section 5.4.1), and only what belongs to a conversion stays at the
 * conversion point.
 *
 * <pre>
 *   host h1@ =====MPTCP=====&gt; MCP ---src h1@, dst rm@---&gt; server
 *            &lt;================    &lt;--dst h1@-------------          taken by the conversion point
 *   host h1@ &lt;--------------------TCP, UDP, ICMP--------&gt; server    forwarded, in both directions
 * </pre>
 */
final class PreservedSource implements Scenario {
    private static final int PORT = 8080;
    private static final int ECHO_PORT = 7007;
    private static final int CLOSED_PORT = 7008;
    private static final int INBOUND_PORT = 9090;
    private static final int DATAGRAMS = 10;
    private static final long BYTES = 200_000;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "preserve",
                "servers see the customer's address; its unrelated traffic is forwarded, IPv4 and IPv6",
                List.of("S5.4.1-a", "S5.4.1-b", "S5.4.1.1-a"),
                5,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, SingleEnded.document().preserve());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT);
                TrafficServer host = TrafficServer.tcp(set.host(), INBOUND_PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                try (MptcpConnection converted = set.inData(family).connect(family.server(PORT))) {
                    // While the conversion lives, so that its rules and its socket are there.
                    unrelated(context, set, family, server, host);
                    sees(
                            context,
                            family.first(),
                            TrafficClient.run(converted, server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES)));
                }
            }
        }
    }

    private static void unrelated(
            Context context, SingleEnded set, Family family, TrafficServer server, TrafficServer host)
            throws IOException {
        Request small = Request.of(Request.Kind.EXCHANGE, BYTES, BYTES);
        sees(
                context,
                family.first(),
                TrafficClient.run(
                        Dialers.tcp(set.host(), Family.address(family.first())), family.server(PORT), server, small));
        InetSocketAddress customer = new InetSocketAddress(Family.address(family.first()), INBOUND_PORT);
        Proof.whole(
                context, TrafficClient.run(Dialers.tcp(set.server()), customer, host, Request.download(BYTES)));
        try (UdpEcho _ = new UdpEcho(set.server(), family.server(ECHO_PORT))) {
            context.expectEquals(
                    DATAGRAMS, UdpEcho.echoes(set.host(), family.server(ECHO_PORT), DATAGRAMS), "UDP echoes");
        }
        context.expect(UdpEcho.isUnreachable(set.host(), family.server(CLOSED_PORT)), "no ICMP message came through");
    }

    private static void sees(Context context, String source, Exchange exchange) {
        Proof.whole(context, exchange);
        context.expectEquals(Family.address(source), exchange.served().peer().getAddress(), "source the server saw");
    }
}
