package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import java.io.IOException;
import java.util.List;

/**
 * Draft Figure 5: fixed/wireless access aggregation.
 *
 * <pre>
 *   +------------+        _--------_    +----------------+
 *   |    CPE     +=======(   LTE    )===+  Backbone      |
 *   |   (MCP)    |        (________)    |+--------------+|
 *   |            |                      || Concentrator ||------&gt; Internet
 *   |            |        _--------_    ||    (MCP)     ||
 *   |            +=======(   DSL    )===+|              ||
 *   +-----+------+        (________)    |+--------------+|
 *      -- LAN --                        +----------------+
 *      end-nodes
 * </pre>
 *
 * Measured: a download and then an upload of a LAN host that knows nothing of all this, against the sum of what each
 * path carries alone in the same run. A path alone is plain TCP from the CPE over that access to the same server, past
 * both conversion points.
 */
public final class HybridAccess implements Scenario {
    private static final double RATIO_MIN = 0.90;

    @Override
    public About about() {
        return new About(
                "fig05-hybrid-access",
                "60 and 40 Mbit/s with 10 and 30 ms, against the sum of both",
                List.of("S1-b", "S1-c", "S4.2-F5", "S4.2-a", "S4.2-b"),
                35,
                true);
    }

    @Override
    public Network stage(Context context) throws IOException {
        return HybridPaths.set(context).network();
    }

    @Override
    public void run(Context context) throws IOException {
        DualEnded set = HybridPaths.set(context);
        Captures captures = Captures.start(set.network(), Filter.CONTROL, context::captureFile);
        double seconds = context.size(4, 12);
        try (TrafficServer server = TrafficServer.tcp(set.server(), HybridPaths.PORT)) {
            HybridPaths paths = new HybridPaths(set, server);
            Rates first = alone(context, paths, HybridPaths.FIRST, seconds);
            Rates second = alone(context, paths, HybridPaths.SECOND, seconds);
            Exchange down = paths.together(true, 2 * seconds);
            Proof.whole(context, down);
            Exchange up = paths.together(false, 2 * seconds);
            Proof.whole(context, up);
            Rates both = new Rates(
                    down.received().mbitPerSecond(), up.served().received().mbitPerSecond());
            judge(context, first, second, both);
        }
        Proof.initialSubflow(
                context,
                captures.read(DualEnded.FIRST),
                Family.IPV4.first(),
                Family.IPV4.mcp());
        context.expect(
                captures.read(DualEnded.SECOND).count(p -> p.destinationPort() == McpDocument.PORT) > 0,
                "no segment of a second subflow on " + DualEnded.SECOND);
    }

    /** Rates in Mbit/s. */
    private record Rates(double down, double up) {}

    private static Rates alone(Context context, HybridPaths paths, HybridPaths.Path path, double seconds)
            throws IOException {
        Exchange down = paths.alone(path, true, seconds);
        Exchange up = paths.alone(path, false, seconds);
        Proof.whole(context, down);
        Proof.whole(context, up);
        Rates rates = new Rates(down.received().mbitPerSecond(), up.served().received().mbitPerSecond());
        context.say("%s alone: %.1f down, %.1f up".formatted(path.name(), rates.down(), rates.up()));
        return rates;
    }

    private static void judge(Context context, Rates first, Rates second, Rates both) {
        double down = both.down() / (first.down() + second.down());
        double up = both.up() / (first.up() + second.up());
        context.figure("down_mbit_s", both.down());
        context.figure("up_mbit_s", both.up());
        context.figure("ratio_down", down);
        context.figure("ratio_up", up);
        context.figure("best_path_down_mbit_s", Math.max(first.down(), second.down()));
        context.expect(down >= RATIO_MIN, "download reaches %.3f of the sum of both paths".formatted(down));
        context.expect(up >= RATIO_MIN, "upload reaches %.3f of the sum of both paths".formatted(up));
    }
}
