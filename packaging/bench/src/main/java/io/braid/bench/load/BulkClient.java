package io.braid.bench.load;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Streams that last, in parallel. */
public final class BulkClient {
    private static final AtomicLong IDS = new AtomicLong();

    /**
     * What came of it.
     *
     * @param bytes received, of all streams together
     * @param seconds from the first connect to the last end
     */
    public record Result(long bytes, double seconds) {
        /** Throughput in Gbit/s of user data. */
        public double gbitPerSecond() {
            return bytes * 8 / seconds / 1e9;
        }
    }

    private BulkClient() {}

    /**
     * Runs streams side by side.
     *
     * @throws IOException when one fails, or when both ends do not count the same bytes
     */
    public static Result run(
            Host host, Target target, BulkServer server, Transfer.Direction direction, int streams, int millis)
            throws IOException {
        List<FutureTask<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            Transfer transfer = new Transfer(IDS.incrementAndGet(), direction, millis);
            tasks.add(new FutureTask<>(() -> stream(target, server, transfer)));
        }
        long begin = System.nanoTime();
        tasks.forEach(task -> host.netns().thread("bulk-client", task).start());
        long bytes = 0;
        for (FutureTask<Long> task : tasks) {
            bytes += result(task);
        }
        return new Result(bytes, (System.nanoTime() - begin) / 1e9);
    }

    private static long stream(Target target, BulkServer server, Transfer transfer) throws IOException {
        try (Wire wire = Wire.connect(target)) {
            wire.write(transfer.encode());
            long here;
            if (transfer.direction() == Transfer.Direction.UP) {
                here = wire.flood(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(transfer.millis()));
                // The server hangs up when it has everything.
                wire.drain();
            } else {
                here = wire.drain();
                wire.flood(0);
            }
            long there = server.bytes(transfer);
            if (here != there) {
                throw new IOException("the client counted " + here + " bytes and the server " + there);
            }
            return here;
        }
    }

    private static long result(FutureTask<Long> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
