package io.braid.cli.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A terminal with somebody who types into it, and looks at it. */
public final class Tmux implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long PATIENCE_S = 60;

    private final String socket = "braid-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();

    /** Runs a program in a terminal of this size. */
    public Tmux(int columns, int rows, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(List.of("-f", "/dev/null", "-u", "new-session", "-d", "-x",
                Integer.toString(columns), "-y", Integer.toString(rows)));
        words.addAll(command);
        run(words);
    }

    private String run(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return said;
    }

    /** Types text. */
    public void types(String text) throws IOException {
        run(List.of("send-keys", "-l", text));
    }

    /** Types a line. */
    public void enters(String line) throws IOException {
        if (!line.isEmpty()) {
            types(line);
        }
        key("Enter");
    }

    /** Hits a key, such as {@code C-c}. */
    public void key(String name) throws IOException {
        run(List.of("send-keys", name));
    }

    /** Pastes a file, as a terminal does. */
    public void pastes(Path file) throws IOException {
        run(List.of("load-buffer", file.toString()));
        run(List.of("paste-buffer", "-p"));
    }

    /** What the terminal shows. */
    public String text() throws IOException {
        return run(List.of("capture-pane", "-p"));
    }

    /** Waits until the terminal shows a text. */
    public void awaits(String text) throws IOException {
        waits(text, true);
    }

    /** Waits until the terminal does not show a text. */
    public void awaitsNot(String text) throws IOException {
        waits(text, false);
    }

    private void waits(String text, boolean shown) {
        String[] last = {""};
        await(() -> {
            try {
                last[0] = text();
                return last[0].contains(text) == shown;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, () -> (shown ? "does not show \"" : "shows \"") + text + "\" but:\n" + last[0]);
    }

    /** Waits until the program has ended. */
    public void ends() {
        await(() -> {
            try {
                return run(List.of("has-session")).contains("no server") || run(List.of("has-session")).contains("error");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, () -> "the program goes on");
    }

    /** Waits until something holds. */
    public static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise.get());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Ends the program from outside, as a connection breaks. */
    public void kills() throws IOException {
        run(List.of("kill-server"));
    }

    @Override
    public void close() throws IOException {
        kills();
    }
}
