package io.braid.bench.netconf;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Plan;
import io.braid.bench.load.Pinger;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Requirement;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Column;
import io.braid.lab.net.RunDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The appliance beside its own goals: 100,000 list entries in running, and what the relay feels of them. */
public final class NetconfBench implements Comparison {
    static final String NAME = "netconf";

    private static final String CASE = "interfaces-100k";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "100,000 list entries over NETCONF: commits, load, get, start, and the relay's latency meanwhile";
    }

    @Override
    public int seconds(Plan plan) {
        return plan.rounds() * plan.millis(35, 65);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(new Requirement("ssh", "openssh-client"), new Requirement("ssh-keygen", "openssh-client"));
    }

    @Override
    public List<String> conditions(Plan plan) {
        return List.of(
                "machine: %d processors, Linux %s; appliance, client and relayed connection share them"
                        .formatted(HaProxy.threads(), System.getProperty("os.version")),
                "list: /braid-mcp:mcp/interface, as long as on a concentrator with a PPP session for each customer; "
                        + "client: OpenSSH, base:1.1",
                "commit: edit-config of one leaf and commit, each waited for; pipelined: the same without waiting; "
                        + "medians of hundreds",
                String.format(
                        Locale.ROOT,
                        "relay: a byte there and back every %.1f ms over one conversion; what waits for a byte before it "
                                + "counts from its own time",
                        Pinger.INTERVAL_NANOS / 1e6),
                "start: from the process to the hello in an OpenSSH session, with the stored configuration; heap: what is "
                        + "reachable at the end",
                "measured: %d rounds, each with an appliance of its own".formatted(plan.rounds()));
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        Figures figures = new Figures();
        try (RunDirectory directory = new RunDirectory(NAME);
                NetconfBed bed = new NetconfBed()) {
            for (int round = 0; round < plan.rounds(); round++) {
                String place = "%s: round %d of %d: ".formatted(NAME, round + 1, plan.rounds());
                try {
                    new Round(
                                    bed,
                                    directory.path().resolve("round-" + round),
                                    plan,
                                    figures,
                                    line -> progress.accept(place + line))
                            .run();
                } catch (IOException e) {
                    progress.accept(place + "FAILED: " + e.getMessage());
                    figures.failed("round " + (round + 1) + ": " + e.getMessage());
                }
            }
        }
        return List.of(figures.result(NAME, CASE));
    }
}
