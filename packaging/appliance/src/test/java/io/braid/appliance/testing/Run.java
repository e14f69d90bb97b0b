package io.braid.appliance.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command, with a time limit. */
public final class Run {
    private static final int SECONDS_MAX = 30;

    private Run() {}

    /**
     * What came of a command.
     *
     * @param status its exit status
     * @param out what it wrote
     */
    public record Done(int status, String out) {}

    /** Runs a command that may fail; what it writes must fit a pipe. */
    public static Done any(List<String> command) throws IOException {
        return any(command, new File("/dev/null"));
    }

    /** Runs a command that may fail, with a file to read. */
    public static Done any(List<String> command, File input) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("no end: " + command);
            }
            return new Done(process.exitValue(), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs a command that must not fail. */
    public static String well(String... command) throws IOException {
        Done done = any(List.of(command));
        if (done.status() != 0) {
            throw new IOException(String.join(" ", command) + ": " + done);
        }
        return done.out();
    }
}
