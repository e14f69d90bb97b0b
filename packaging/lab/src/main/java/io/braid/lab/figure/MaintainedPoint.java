package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.capture.Segments;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
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
import java.util.Set;
/**
 * Draft Figure 16: the conversion point stays between a host and a server that both speak MPTCP.
 *
 * <pre>
 *   h1@ h2@                                 MCP                              RM
 *    |&lt;===MP_CAPABLE, keys K1 and K2========&gt;|&lt;===MP_CAPABLE, K3 and K4======&gt;|
 *    |&lt;---------ADD_ADDR mcp@----------------|                               |
 *    |   |&lt;====MP_JOIN, dst:mcp@============&gt;|                               |
 * </pre>
 *
 * For IPv4 and IPv6. Proven: MPTCP on both legs with different keys, the announcement on the host's leg, and joins to mcp@
 * alone.
 */
final class MaintainedPoint implements Scenario {
    private static final int PORT = 8081;
    private static final Shape ACCESS = Shape.of(20, 5);
    /** MP_CAPABLE in a SYN/ACK: kind, length and version; eight bytes of key follow the flags (RFC 8684 §3.1). */
    private static final String CAPABLE_ANSWER = "1e0c01";

    private static final int KEY_AT = 8;
    private static final int KEY_DIGITS = 16;

    @Override
    public About about() {
        return new About(
                "fig16-maintained",
                "host and server speak MPTCP, the MCP stays: two connections with keys of their own",
                List.of("S5.6.1-F16", "S5.6.1-g", "S5.6.1-i"),
                5,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.FULLMESH);
        set.start(context, ImplicitHost.document().preserve());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.mptcp(set.server(), PORT)) {
            for (Family family : Family.values()) {
                context.variant(family.name().toLowerCase(Locale.ROOT));
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(PORT))) {
                    connection.awaitSubflows(2);
                    Exchange exchange = TrafficClient.run(
                            connection, server, Request.of(Request.Kind.EXCHANGE, 500_000, 500_000));
                    Proof.whole(context, exchange);
                    context.expectEquals(
                            Family.address(family.first()), exchange.served().peer().getAddress(), "source at the server");
                }
                captures.awaitQuiet();
                List<String> host = keys(captures.segments(SingleEnded.FIRST));
                List<String> atServer = keys(captures.segments(SingleEnded.INTERNET));
                context.expectEquals(1, host.size(), "keys told to the host");
                context.expectEquals(1, atServer.size(), "keys told by the server");
                context.expect(!host.equals(atServer), "the server's key reached the host");
                Packets second = captures.read(SingleEnded.SECOND);
                Proof.joins(context, second, family.second());
                context.expectEquals(
                        Set.of(family.mcp()),
                        second.destinations(p -> p.isSyn() && p.has(Packet.MP_JOIN)),
                        "where subflows joined");
            }
        }
    }

    private static List<String> keys(Segments link) {
        return link.all().stream()
                .filter(each -> each.isSynAck() && each.options().contains(CAPABLE_ANSWER))
                .map(each -> each.options().substring(each.options().indexOf(CAPABLE_ANSWER) + KEY_AT))
                .map(rest -> rest.substring(0, KEY_DIGITS))
                .distinct()
                .toList();
    }
}
