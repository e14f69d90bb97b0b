package io.braid.lab.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a system tool to its end, with a time limit. */
public final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Command() {}

    /**
     * Runs a tool.
     *
     * @return its standard output
     * @throws IOException when it fails or takes longer than a minute; the message holds command and complaint
     */
    public static String run(String... command) throws IOException {
        return run(List.of(command), "");
    }

    /** The same, with text for its standard input. */
    public static String run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            Thread killer = Thread.ofVirtual().start(() -> limit(process));
            StringBuilder complaint = new StringBuilder();
            Thread errors = Thread.ofVirtual().start(() -> drain(process, complaint));
            feed(process, input);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            killer.interrupt();
            errors.join();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + ": exit " + code + ": "
                        + complaint.toString().strip() + (input.isEmpty() ? "" : "\n" + numbered(input)));
            }
            return output;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), e);
        }
    }

    private static void limit(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(Process process, StringBuilder to) {
        try {
            to.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            to.append(e.getMessage());
        }
    }

    private static void feed(Process process, String input) throws IOException {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A tool that gave up before it read everything says why with its exit code.
            if (process.isAlive() && !input.isEmpty()) {
                throw e;
            }
        }
    }

    private static String numbered(String input) {
        StringBuilder text = new StringBuilder();
        String[] lines = input.split("\n");
        for (int i = 0; i < lines.length; i++) {
            text.append(i + 1).append(": ").append(lines[i]).append('\n');
        }
        return text.toString();
    }
}
