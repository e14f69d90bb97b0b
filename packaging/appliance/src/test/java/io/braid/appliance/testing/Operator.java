package io.braid.appliance.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An operator at the command line: OpenSSH's client with a terminal at the other end, in a process of its own. */
public final class Operator implements AutoCloseable {
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final Process process;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    /**
     * Logs in over the loopback.
     *
     * @param directory where the client's files may be
     */
    public Operator(Pair network, Path directory, String user, String password) throws IOException {
        Path answer = directory.resolve("password-" + user);
        Files.writeString(answer, "#!/bin/sh\necho '" + password + "'\n");
        Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(network.atMcp(List.of(
                        "ssh", "-F", "/dev/null", "-tt", "-e", "none", "-p", "2222", "-o", "StrictHostKeyChecking=no",
                        "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", user + "@127.0.0.1")))
                .redirectErrorStream(true);
        builder.environment().put("SSH_ASKPASS", answer.toString());
        builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
        builder.environment().put("TERM", "xterm");
        process = builder.start();
        Thread.ofVirtual().name("screen").start(this::read);
        awaits(user + "@");
    }

    private void read() {
        byte[] some = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int got = in.read(some); got >= 0; got = in.read(some)) {
                screen.write(some, 0, got);
            }
        } catch (IOException e) {
            screen.writeBytes(e.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Types text. */
    public void types(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Types a line. */
    public void enters(String line) throws IOException {
        types(line + "\r");
    }

    /** All that was shown since the last call of {@link #clears}. */
    public String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Looks at nothing that was shown before. */
    public void clears() {
        screen.reset();
    }

    /** Waits until a text is shown, for at most 30 seconds. */
    public void awaits(String text) throws IOException {
        if (!shows(text, PATIENCE_NS)) {
            throw new IOException("does not show \"" + text + "\" but:\n" + shown());
        }
    }

    /** Whether a text is shown before the time is over. */
    public boolean shows(String text, long nanos) {
        long end = System.nanoTime() + nanos;
        while (!shown().contains(text)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
