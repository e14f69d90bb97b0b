package io.braid.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of Jazzer. What it finds stays in {@code target/fuzz/NAME}: as a seed of the corpus it becomes a regression test. */
final class Fuzzer {
    /** Longest input, in bytes: two of the largest Convert messages. */
    private static final int INPUT_MAX = 2_048;
    /** An input that takes longer is a finding, in seconds; far above what a busy machine makes of a millisecond. */
    private static final int INPUT_SECONDS_MAX = 20;
    /** Start, corpus and report of a process on a busy machine, in seconds. */
    private static final int ASIDE_SECONDS_MAX = 240;

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final Path WORK = Path.of("target", "fuzz");

    private Fuzzer() {}

    /**
     * What came of a run.
     *
     * @param inputs how many inputs were tried
     * @param corpora the inputs that got further than others: those of the tree, and those that were found
     */
    record Outcome(long inputs, List<Path> corpora) {}

    /** Runs a target; a finding is a failure of the test. */
    static Outcome run(Target target, long seconds) throws IOException, InterruptedException {
        Path work = Files.createDirectories(WORK.resolve(target.name()));
        Path found = Files.createTempDirectory(work, "found-");
        for (int i = 0; i < target.seeds().size(); i++) {
            Files.write(found.resolve("seed-" + i), target.seeds().get(i));
        }
        Path corpus = CORPUS.resolve(target.name());
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command(target, seconds, work, List.of(found, corpus)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(seconds + ASIDE_SECONDS_MAX, TimeUnit.SECONDS), () -> target + " does not end");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertTrue(process.exitValue() == 0, () -> target + " has found something, see " + work + ":\n" + tail(said));
        return new Outcome(inputs(said), List.of(corpus, found));
    }

    private static List<String> command(Target target, long seconds, Path work, List<Path> corpora) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target.fuzzed().getName(),
                "--instrumentation_includes="
                        + String.join(":", target.packages().stream().map(name -> name + ".*").toList()),
                // They look for faults of other kinds of program, and in every class: seconds at each start.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                "--custom_hook_includes=none",
                "--reproducer_path=" + work.toAbsolutePath(),
                "-artifact_prefix=" + work.toAbsolutePath() + "/",
                "-max_total_time=" + seconds,
                "-max_len=" + INPUT_MAX,
                "-timeout=" + INPUT_SECONDS_MAX,
                "-print_final_stats=1"));
        corpora.forEach(folder -> command.add(folder.toString()));
        return command;
    }

    private static long inputs(String said) {
        Matcher count = Pattern.compile("stat::number_of_executed_units: (\\d+)").matcher(said);
        assertTrue(count.find(), () -> "no count of inputs:\n" + tail(said));
        return Long.parseLong(count.group(1));
    }

    private static String tail(String said) {
        List<String> lines = said.lines().filter(line -> !line.startsWith("INFO")).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
