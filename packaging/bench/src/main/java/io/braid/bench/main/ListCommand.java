package io.braid.bench.main;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Plan;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the benches. */
@Command(
        name = "list",
        description = {
            "Lists every bench: its name, roughly how many seconds it takes, how many with --quick, and what it compares. "
                    + "Every bench needs the machine for itself."
        })
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public void run() {
        int width = Benches.ALL.stream().mapToInt(b -> b.name().length()).max().orElse(0);
        String format = "%-" + Math.max(width, "NAME".length()) + "s  %7s  %5s  %s%n";
        PrintWriter out = spec.commandLine().getOut();
        out.printf(format, "NAME", "SECONDS", "QUICK", "COMPARES");
        for (Comparison bench : Benches.ALL) {
            out.printf(
                    format,
                    bench.name(),
                    bench.seconds(new Plan(Plan.ROUNDS, false)),
                    bench.seconds(new Plan(Plan.ROUNDS, true)),
                    bench.summary());
        }
        out.flush();
    }
}
