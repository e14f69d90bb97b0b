package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.host.MptcpConnection;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.peer.Ncclient;
import io.braid.lab.peer.OpenSsh;
import io.braid.lab.peer.Peer;
import io.braid.lab.peer.Yangcli;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NETCONF clients that others wrote drive a running appliance (draft Section 5.1: it is managed): ncclient, OpenSSH in both
 * framings, yangcli.
 *
 * <pre>
 *   host ==== conversion ==== MCP ---- server
 *                              |
 *                  peers, each with a session of its own
 * </pre>
 *
 * Each reads the modules, locks, edits, validates, commits, reads it back, is refused an invalid edit with path, tag and
 * advice, discards, unlocks, clears a conversion of the host where it can call actions, and closes its session.
 */
public final class NetconfPeers implements Scenario {
    private static final int PORT = 8080;
    private static final Pattern ID = Pattern.compile("<id>([0-9a-f]+)</id>");

    private final List<Peer> peers;

    public NetconfPeers() {
        this(List.of(new Ncclient(), new OpenSsh(true), new OpenSsh(false), new Yangcli()));
    }

    /** The same with other peers. */
    public NetconfPeers(List<Peer> peers) {
        this.peers = List.copyOf(peers);
    }

    @Override
    public About about() {
        return new About(
                "netconf-peers",
                "ncclient, OpenSSH and yangcli drive a running appliance",
                List.of("S1-b", "S5.1"),
                25,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
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
        try (TrafficServer _ = TrafficServer.tcp(set.server(), PORT)) {
            for (Peer peer : peers) {
                one(context, set, appliance, peer);
            }
        }
    }

    private static void one(Context context, SingleEnded set, Appliance appliance, Peer peer) throws IOException {
        context.say(peer.name());
        try (Netconf session = appliance.netconf();
                MptcpConnection _ = set.inData(Family.IPV4).connect(Family.IPV4.server(PORT))) {
            Path folder = Files.createDirectories(context.folder().resolve(peer.name()));
            List<Peer.Check> checks = checks(
                    peer,
                    new Peer.Target(set.mcp(), McpDocument.USER, appliance.key(), conversion(session), folder));
            checks.stream().filter(check -> !check.held()).forEach(check -> context.expect(
                    false, peer.name() + ": " + check.name() + ": " + check.seen()));
            context.figure("checks_" + peer.name().replaceAll("\\W", "_"), checks.size());
            // Whatever went wrong: the next peer finds no lock, no draft and no conversion of this one.
            session.call("<lock><target><candidate/></target></lock>");
            session.call("<unlock><target><candidate/></target></unlock>");
            for (Matcher id = ids(session); id.find(); ) {
                session.call("<action xmlns=\"urn:ietf:params:xml:ns:yang:1\"><mcp xmlns=\"urn:braid:yang:braid-mcp\">"
                        + "<conversions><conversion><id>" + id.group(1) + "</id><clear/></conversion></conversions></mcp>"
                        + "</action>");
            }
        }
    }

    /** A client that gives up is one failure, and the next has its turn. */
    private static List<Peer.Check> checks(Peer peer, Peer.Target target) {
        try {
            return peer.run(target);
        } catch (IOException e) {
            return List.of(new Peer.Check("the client", "gave up: " + e.getMessage()));
        }
    }

    /** The conversion that is relayed now. */
    private static String conversion(Netconf session) throws IOException {
        Matcher id = ids(session);
        if (!id.find()) {
            throw new IOException("the appliance tells of no conversion");
        }
        return id.group(1);
    }

    private static Matcher ids(Netconf session) throws IOException {
        return ID.matcher(session.call("<get><filter><mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions><conversion>"
                + "<phase>relaying</phase><id/></conversion></conversions></mcp></filter></get>"));
    }
}
