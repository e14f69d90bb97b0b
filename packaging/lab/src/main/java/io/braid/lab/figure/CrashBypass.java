package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
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
 * The conversion point dies, and its customers reach their servers all the same (draft Section 5.2.2).
 *
 * <pre>
 *   running     host ==MPTCP==&gt; MCP ---TCP---&gt; server
 *   kill -9     host ---------------TCP------&gt; server     the kernel forwards what it cannot hand over
 *   restarted   host ==MPTCP==&gt; MCP ---TCP---&gt; server
 * </pre>
 *
 * For IPv4 and IPv6, with hosts of TCP and of MPTCP. Proven: a connection that begins right after the death is through within a
 * second, from the host's own address; after the restart connections are converted again.
 */
final class CrashBypass implements Scenario {
    private static final int PORT = 8080;
    private static final double SECOND_MS = 1_000;
    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "crash-bypass",
                "kill -9 of the MCP: new connections pass unconverted within a second, and are converted after a restart",
                List.of("S5.2.2-a", "S1-b"),
                8,
                false);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, ImplicitHost.document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW);
        set.start(context, ImplicitHost.document());
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            all(context, set, server, "running", true);
            set.running().kill();
            all(context, set, server, "killed", false);
            set.startAgain(context, ImplicitHost.document());
            all(context, set, server, "restarted", true);
        }
    }

    private static void all(Context context, SingleEnded set, TrafficServer server, String when, boolean converted)
            throws IOException {
        for (Family family : Family.values()) {
            for (Dialer dialer : List.of(Dialers.tcp(set.host()), Dialers.mptcp(set.host()))) {
                context.variant(when + "-" + family.name().toLowerCase(Locale.ROOT));
                Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
                double ms = TrafficClient.firstByteMs(dialer, family.server(PORT), server);
                context.expect(ms < SECOND_MS, "the first byte came after " + ms + " ms");
                Proof.whole(
                        context,
                        TrafficClient.run(
                                dialer, family.server(PORT), server, Request.of(Request.Kind.EXCHANGE, 50_000, 50_000)));
                captures.awaitQuiet();
                context.expectEquals(
                        Set.of(converted ? family.own() : family.first()),
                        captures.read(SingleEnded.INTERNET).sources(Packet::isSyn),
                        "sources of SYNs at the server");
            }
        }
    }
}
