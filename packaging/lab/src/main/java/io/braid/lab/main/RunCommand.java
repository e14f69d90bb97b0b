package io.braid.lab.main;

import io.braid.lab.figure.Scenarios;
import io.braid.lab.scenario.Options;
import io.braid.lab.scenario.Outcome;
import io.braid.lab.scenario.Runner;
import io.braid.lab.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenarios. */
@Command(
        name = "run",
        description = {
            "Runs scenarios by name and tells which expectations held. Two run side by side, except those that measure "
                    + "rates."
        })
final class RunCommand implements Callable<Integer> {
    private static final int SIDE_BY_SIDE = 2;
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Scenarios (see braid lab list).")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Run every scenario.")
    private boolean all;

    @Option(names = "--full", description = "Full sizes instead of reduced ones; takes several times as long.")
    private boolean full;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = {
                "Write one JSON object a line for each scenario: scenario, requirements, passed, seconds, figures, "
                        + "failures. With - they go to standard output, and nothing else does."
            })
    private String json;

    @Option(names = "--pcap", paramLabel = "DIR", description = "Keep the captures of every link in this folder.")
    private Path pcap;

    @Option(names = "--keep", description = "Keep configurations and logs, and say where.")
    private boolean keep;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this page.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        List<Scenario> chosen = chosen();
        PrintWriter people =
                STANDARD_OUTPUT.equals(json) ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Runner runner = new Runner(
                new Options(full, Optional.ofNullable(pcap), keep),
                line -> print(spec.commandLine().getErr(), "  " + line));
        boolean passed = true;
        try (PrintWriter machines = machines();
                ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            CompletionService<Outcome> running = new ExecutorCompletionService<>(pool);
            chosen.forEach(s -> running.submit(() -> runner.run(s)));
            for (int i = 0; i < chosen.size(); i++) {
                Outcome outcome = running.take().get();
                passed &= outcome.passed();
                tell(people, outcome);
                print(machines, outcome.json());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return passed ? 0 : 1;
    }

    private List<Scenario> chosen() {
        if (all) {
            return Scenarios.all();
        }
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a scenario, or say --all (braid lab list)");
        }
        List<Scenario> chosen = new ArrayList<>();
        names.forEach(name -> chosen.add(ScenarioNames.find(spec.commandLine(), name)));
        return chosen;
    }

    private PrintWriter machines() throws IOException {
        if (json == null) {
            return new PrintWriter(java.io.Writer.nullWriter());
        }
        return STANDARD_OUTPUT.equals(json)
                ? spec.commandLine().getOut()
                : new PrintWriter(Files.newBufferedWriter(Path.of(json)));
    }

    private static void tell(PrintWriter out, Outcome outcome) {
        print(out, "%-22s %-6s %6.1f s  %s".formatted(
                outcome.scenario(), outcome.passed() ? "passed" : "FAILED", outcome.seconds(), figures(outcome)));
        outcome.failures().forEach(f -> print(out, "    " + f.indent(4).strip()));
        outcome.logs().forEach(log -> print(out, log.indent(6).stripTrailing()));
    }

    private static String figures(Outcome outcome) {
        List<String> words = new ArrayList<>();
        outcome.figures().forEach((key, value) -> words.add(key + "=" + value));
        return String.join(" ", words);
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
