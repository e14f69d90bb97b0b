package io.braid.lab.demo;

import io.braid.lab.figure.HybridPaths;
import io.braid.lab.host.Exchange;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.net.Leftovers;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Options;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The hybrid access of draft Figure 5, for people to look at.
 *
 * <pre>
 *                        .== DSL 60 Mbit/s, 10 ms ==.
 *   LAN host --- CPE ====                            ==== concentrator --- server
 *               (MCP)    '== LTE 40 Mbit/s, 30 ms =='        (MCP)
 * </pre>
 */
public final class Demo {
    private static final double ALONE_SECONDS = 5;
    private static final double TOGETHER_SECONDS = 10;
    private static final String PICTURE =
            """

                                     .== DSL 60 Mbit/s, 10 ms ==.
                LAN host --- CPE ====                            ==== concentrator --- server
                (TCP)       (MCP)    '== LTE 40 Mbit/s, 30 ms =='        (MCP)         (TCP)
                                                                           |
                                                                      RADIUS server
            """;

    private final PrintStream out;
    private final boolean terminal;

    /**
     * @param out where it is shown
     * @param terminal whether a line there can be painted over
     */
    public Demo(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs it: whether both paths together were faster than either alone and all streams arrived whole. */
    public boolean run() throws IOException {
        Leftovers.sweep();
        out.println(PICTURE);
        out.println("starting the network, both conversion points and a RADIUS server");
        try (Context context = new Context("demo", Options.REDUCED, _ -> {})) {
            DualEnded set = HybridPaths.set(context, SingleEnded.document().method("radius"));
            try (TrafficServer server = TrafficServer.tcp(set.server(), HybridPaths.PORT);
                    Subscription subscription = Subscription.begin(context, set)) {
                Verdict verdict = measure(set, new HybridPaths(set, server));
                out.println();
                verdict.lines().forEach(out::println);
                out.println();
                boolean permitted = subscription.show(out);
                return verdict.holds() && permitted;
            }
        }
    }

    private Verdict measure(DualEnded set, HybridPaths paths) throws IOException {
        return new Verdict(
                both(set, "DSL alone", down -> paths.alone(HybridPaths.FIRST, down, ALONE_SECONDS)),
                both(set, "LTE alone", down -> paths.alone(HybridPaths.SECOND, down, ALONE_SECONDS)),
                both(set, "both", down -> paths.together(down, TOGETHER_SECONDS)));
    }

    @FunctionalInterface
    private interface Transfer {
        Exchange run(boolean down) throws IOException;
    }

    private Measured both(DualEnded set, String name, Transfer transfer) throws IOException {
        Exchange down = shown(set, name + ", download", true, transfer);
        Exchange up = shown(set, name + ", upload", false, transfer);
        return new Measured(
                name,
                down.received().mbitPerSecond(),
                up.served().received().mbitPerSecond(),
                down.wholeDown() && down.wholeUp() && up.wholeDown() && up.wholeUp(),
                String.format(Locale.ROOT, "%.8s / %.8s", down.received().sha256(), up.sent().sha256()));
    }

    private Exchange shown(DualEnded set, String title, boolean down, Transfer transfer) throws IOException {
        try (LiveRates _ = new LiveRates(set.cpe(), down, title, out, terminal)) {
            return transfer.run(down);
        }
    }
}
