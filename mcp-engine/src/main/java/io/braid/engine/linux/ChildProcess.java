package io.braid.engine.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A tool of the system run to its end in a namespace, with a time limit.
 *
 * @param exit exit status
 * @param output what it wrote to standard output
 * @param error what it wrote to standard error
 */
public record ChildProcess(int exit, String output, String error) {
    /**
     * Runs a command. A child inherits the namespace of the thread that starts it, whoever reads it afterwards.
     *
     * @param input standard input, possibly empty
     * @throws IOException when it cannot be started or does not end within {@code limit}
     */
    public static ChildProcess run(NetNs netNs, Duration limit, String input, List<String> command)
            throws IOException {
        Process process = netNs.call(() -> new ProcessBuilder(command).start());
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            CompletableFuture<String> output = reader(process.getInputStream());
            CompletableFuture<String> error = reader(process.getErrorStream());
            write(process, input);
            String out = output.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            String err = error.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new ChildProcess(process.exitValue(), out, err);
        } catch (TimeoutException e) {
            throw new IOException(command.getFirst() + " did not end within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(command.getFirst() + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String input) {
        Thread.ofPlatform().daemon().name("child-input").start(() -> {
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The child ended without reading it all; its exit status and error text say why.
            }
        });
    }

    private static CompletableFuture<String> reader(InputStream from) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (from) {
                        return new String(from.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().name("child-output").start(task));
    }
}
