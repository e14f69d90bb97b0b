package io.braid.lab.figure;

import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
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

/**
 * A gibibyte each way at once (32 MiB at reduced size) through both conversion points, as fast as the machine can.
 *
 * <pre>
 *   host &lt;--1 GiB--&gt; CPE &lt;====two subflows, no limit====&gt; concentrator &lt;--1 GiB--&gt; server
 * </pre>
 *
 * Proven: the hashes are equal at both ends, both ways.
 */
final class Big implements Scenario {
    private static final int PORT = 8080;
    private static final long MIB = 1 << 20;

    @Override
    public About about() {
        return new About(
                "big", "1 GiB both ways at once (32 MiB at reduced size), hashes equal", List.of("S2-c"), 6, true);
    }

    private static DualEnded set(Context context) throws IOException {
        DualEnded set = DualEnded.describe(context, Shape.NONE, Shape.NONE);
        set.start(context, DualEnded.cpe(Family.IPV4), SingleEnded.document());
        return set;
    }

    @Override
    public Network stage(Context context) throws IOException {
        return set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = set(context);
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        long bytes = context.size(32 * MIB, 1024 * MIB);
        try (TrafficServer server = TrafficServer.tcp(set.server(), PORT)) {
            Exchange exchange = TrafficClient.run(
                    set.dialer(), Family.IPV4.server(PORT), server, Request.of(Request.Kind.EXCHANGE, bytes, bytes));
            Proof.whole(context, exchange);
            context.figure("down_mbit_s", exchange.received().mbitPerSecond());
            context.figure("up_mbit_s", exchange.served().received().mbitPerSecond());
        }
        captures.awaitQuiet();
        Proof.initialSubflow(context, captures.read(DualEnded.FIRST), Family.IPV4.first(), Family.IPV4.mcp());
    }
}
