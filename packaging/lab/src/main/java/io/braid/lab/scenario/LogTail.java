package io.braid.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The last lines of the logs in a folder: what a person asks for first when a scenario failed. */
final class LogTail {
    private static final int LINES_MAX = 25;

    private LogTail() {}

    /**
     * Reads them.
     *
     * @param folder may be missing: a scenario can fail before any appliance runs
     * @param variant of which they are, for the heading
     */
    static List<String> of(Path folder, String variant) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                all.add((variant.isEmpty() ? "" : variant + "/") + log.getFileName() + ":\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size())));
            }
        }
        return all;
    }
}
