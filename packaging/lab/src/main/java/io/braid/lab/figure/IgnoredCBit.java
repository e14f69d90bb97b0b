package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A host that joins the server's address in spite of the C bit (draft Section 5.2.2).
 *
 * <pre>
 *   h1@ ====initial subflow, dst:rm@, C bit in the SYN/ACK=====&gt; MCP ---TCP---&gt; rm@
 *   h2@ ====SYN + MP_JOIN, dst:rm@=============================&gt; MCP            rm@ sees nothing of it
 * </pre>
 *
 * The host's path manager is told to. For IPv4 and IPv6. Proven: the join, whose token is that of an intercepted connection, is
 * taken on its way and carries data; where the operator allows one subflow, it is reset with a reason (MP_TCPRST). The server
 * sees no join in either case.
 */
final class IgnoredCBit implements Scenario {
    private static final int PORT = 8080;
    private static final Shape ACCESS = Shape.of(20, 5);
    private static final long WARM_UP_BYTES = 1_000;

    @Override
    public About about() {
        return new About(
                "host-ignores-c-bit",
                "joins to the server's address are taken on their way, or refused with a reason",
                List.of("S5.2.2-e", "S5.2.2.1-d", "S7.2-c"),
                8,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.host().sysctl("net.mptcp.path_manager", "userspace");
        set.start(context, ImplicitHost.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            // The first connection of a process waits for class loading; a join that overtakes that is nobody's, and passes.
            try (MptcpConnection first = Dialers.mptcp(set.host(), Family.IPV4.server(PORT))) {
                Proof.whole(
                        context,
                        TrafficClient.run(first, server, Request.of(Request.Kind.EXCHANGE, WARM_UP_BYTES, WARM_UP_BYTES)));
            }
            for (Family family : Family.values()) {
                context.variant("taken-" + family.name().toLowerCase(Locale.ROOT));
                taken(context, set, family, server);
            }
            try (var session = set.running().netconf()) {
                session.commit(McpDocument.serviceLeaf("path", "subflows-max", 1));
            }
            for (Family family : Family.values()) {
                context.variant("refused-" + family.name().toLowerCase(Locale.ROOT));
                refused(context, set, family, server);
            }
        }
    }

    private static void taken(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        long bytes = context.size(1_000_000, 10_000_000);
        try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(PORT))) {
            Proof.whole(context, joining(set, family, connection, server, bytes));
        }
        captures.awaitQuiet();
        context.expect(
                captures.read(SingleEnded.FIRST).count(p -> p.isSynAck() && p.noMoreSubflows()) > 0, "no C bit");
        Packets second = captures.read(SingleEnded.SECOND);
        Proof.joins(context, second, family.second());
        context.expectEquals(
                Set.of(family.server()), second.destinations(p -> p.isSyn()), "where the subflow joined");
        Proof.carried(context, second, bytes / 5);
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(p -> p.has(Packet.MP_JOIN)), "joins at the server");
    }

    private static void refused(Context context, SingleEnded set, Family family, TrafficServer server)
            throws IOException {
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        try (MptcpConnection connection = Dialers.mptcp(set.host(), family.server(PORT))) {
            Proof.whole(context, joining(set, family, connection, server, 300_000));
        }
        captures.awaitQuiet();
        Packets second = captures.read(SingleEnded.SECOND);
        context.expect(
                second.count(p -> p.isRst() && p.source().equals(family.server()) && p.has(Packet.MP_TCPRST)) > 0,
                "no reset with a reason on " + second.name());
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(p -> p.has(Packet.MP_JOIN)), "joins at the server");
    }

    /** A transfer, during which the host joins the server's address. */
    private static Exchange joining(
            SingleEnded set, Family family, MptcpConnection connection, TrafficServer server, long bytes)
            throws IOException {
        FutureTask<Void> join = new FutureTask<>(() -> {
            connection.join(
                    set.host(), Family.address(family.second()), SingleEnded.SECOND_INTERFACE, family.server(PORT));
            return null;
        });
        Thread.ofPlatform().daemon().name("join").start(join);
        Exchange exchange =
                TrafficClient.run(connection, server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
        try {
            join.get();
            return exchange;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
