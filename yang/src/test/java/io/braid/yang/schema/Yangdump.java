package io.braid.yang.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs yangdump (Debian's yangdump, of yuma123), one more implementation of YANG that shares nothing with ours. */
final class Yangdump {
    private static final Path PROGRAM = Path.of("/usr/bin/yangdump");

    private Yangdump() {}

    /**
     * What it complains of in a module, a line each; empty if nothing. Its count of warnings is no measure: it counts one in
     * any module.
     */
    static String complaints(Path folder, String module) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IOException("no " + PROGRAM + ": ./braid test installs it (package yangdump)");
        }
        Path said = Files.createTempFile("yangdump", ".txt");
        Process process = new ProcessBuilder(List.of(
                        PROGRAM.toString(), "--log-level=warn", "--modpath=" + folder,
                        "--module=" + folder.resolve(module + ".yang")))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                return "yangdump did not end within 30 s";
            }
            String all = Files.readString(said);
            return process.exitValue() == 0 && all.contains("*** 0 Errors,")
                    ? all.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("***"))
                            .collect(Collectors.joining("\n"))
                    : all;
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
