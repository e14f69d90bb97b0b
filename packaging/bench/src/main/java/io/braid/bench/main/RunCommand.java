package io.braid.bench.main;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Plan;
import io.braid.bench.proxy.Requirement;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Goals;
import io.braid.bench.report.Table;
import io.braid.lab.net.Leftovers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benches, one after the other. */
@Command(
        name = "run",
        description = {
            "Runs benches by name, one after the other. Progress goes to standard error, a table with the ratios first to "
                    + "standard output.",
            "A bench needs the machine for itself: whatever else runs on it is in the figures."
        },
        footerHeading = "%nFigures:%n",
        footer = {
            "A ratio above 1.00 is in Braid's favour: more throughput or connections a second, or (CPU RATIO) less processor"
                    + " time. It is the median of the rounds' ratios; MIN and MAX are the worst and the best round.",
            "A figure with a goal is followed by \"met\" or \"MISSED\": its median counts."
        })
final class RunCommand implements Callable<Integer> {
    private static final int MISSING = 69;
    private static final double IDLE_LOAD = 0.5;
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Benches (see braid bench list).")
    private List<String> names;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = {
                "Write one JSON object a line for each case: bench, case, ratio, figures, missed goals, and failures if any. "
                        + "With - they go to standard output, and nothing else does."
            })
    private String json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "" + Plan.ROUNDS,
            description = "Rounds, at least ${DEFAULT-VALUE} (default). Publish nothing below 5.")
    private int rounds;

    @Option(names = "--quick", description = "Shorter turns and warm-ups: shows that it works; figures are rough.")
    private boolean quick;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (rounds < Plan.ROUNDS) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least " + Plan.ROUNDS);
        }
        List<Comparison> chosen = new ArrayList<>();
        names.forEach(name -> chosen.add(Benches.find(spec.commandLine(), name)));
        PrintWriter err = spec.commandLine().getErr();
        String missing = chosen.stream()
                .flatMap(bench -> bench.requirements().stream())
                .filter(Requirement::missing)
                .map(Requirement::debianPackage)
                .distinct()
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            err.println("braid bench: missing packages: " + missing);
            return MISSING;
        }
        warnOfLoad(err);
        Leftovers.sweep();
        Plan plan = new Plan(rounds, quick);
        boolean whole = true;
        try (PrintWriter machines = machines()) {
            for (Comparison bench : chosen) {
                whole &= run(bench, plan, machines);
            }
        }
        return whole ? 0 : 1;
    }

    private boolean run(Comparison bench, Plan plan, PrintWriter machines) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        err.println(bench.name() + ": takes about " + bench.seconds(plan) + " s");
        err.flush();
        List<CaseResult> results = bench.run(plan, line -> {
            err.println("  " + line);
            err.flush();
        });
        PrintWriter people = STANDARD_OUTPUT.equals(json) ? err : spec.commandLine().getOut();
        Table.lines(bench.columns(), results).forEach(people::println);
        people.println();
        List<String> goals = Goals.lines(results);
        if (!goals.isEmpty()) {
            goals.forEach(people::println);
            people.println();
        }
        bench.conditions(plan).forEach(people::println);
        people.println();
        people.flush();
        results.forEach(result -> machines.println(result.json()));
        machines.flush();
        return results.stream().allMatch(result -> result.failures().isEmpty());
    }

    private static void warnOfLoad(PrintWriter err) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > IDLE_LOAD) {
            err.printf(
                    Locale.ROOT,
                    "braid bench: this needs the machine for itself, and the load of the last minute is %.1f: expect noise%n",
                    load);
        }
    }

    private PrintWriter machines() throws IOException {
        if (json == null) {
            return new PrintWriter(Writer.nullWriter());
        }
        return STANDARD_OUTPUT.equals(json)
                ? spec.commandLine().getOut()
                : new PrintWriter(Files.newBufferedWriter(Path.of(json)));
    }
}
