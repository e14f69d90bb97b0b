package io.braid.lab.figure;

import io.braid.lab.host.Exchange;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A transfer that goes on while something happens to the network. */
final class Background {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long LOOK_MS = 20;

    private final FutureTask<Exchange> task;

    private Background(FutureTask<Exchange> task) {
        this.task = task;
    }

    static Background begin(Callable<Exchange> work) {
        FutureTask<Exchange> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("transfer").start(task);
        return new Background(task);
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Waits for its end. */
    Exchange result() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException("the transfer broke: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Waits until an interface has received so many bytes more while the transfer goes on.
     *
     * @throws IOException when the transfer ends before, or a minute is over
     */
    void awaitReceived(Host host, String interfaceName, long bytes) throws IOException {
        long target = host.received(interfaceName) + bytes;
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (host.received(interfaceName) < target) {
            if (task.isDone()) {
                result();
                throw new IOException("the transfer ended before " + interfaceName + " carried " + bytes + " bytes more");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(interfaceName + " of " + host.name() + " carried no " + bytes + " bytes in a minute");
            }
            pause(LOOK_MS);
        }
    }

    static void pause(long ms) throws IOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
