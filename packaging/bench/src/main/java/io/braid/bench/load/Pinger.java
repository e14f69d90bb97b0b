package io.braid.bench.load;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a byte at fixed times over one connection, and notes when it comes back. A byte that could not be sent in time,
 * because the one before was not back yet, counts from the time at which it should have gone: a pause of the relay is in
 * every round trip that fell into it.
 */
public final class Pinger implements AutoCloseable {
    /** From one byte to the next, in nanoseconds. */
    public static final long INTERVAL_NANOS = 500_000;

    private static final int SAMPLES_MAX = 1 << 20;

    private final Thread thread;
    private final long[] samples = new long[SAMPLES_MAX];
    private int count;
    private IOException failure;
    private volatile boolean ending;

    private Pinger(Host host, Target target) {
        thread = host.netns().thread("pinger", () -> work(target));
    }

    /** Begins in a host. */
    public static Pinger start(Host host, Target target) {
        Pinger pinger = new Pinger(host, target);
        pinger.thread.start();
        return pinger;
    }

    private void work(Target target) {
        byte[] one = new byte[1];
        try (Wire wire = Wire.connect(target)) {
            long due = System.nanoTime();
            for (int n = 0; n < SAMPLES_MAX && !ending; n++) {
                long now = System.nanoTime();
                boolean late = now > due;
                while (now < due) {
                    LockSupport.parkNanos(due - now);
                    now = System.nanoTime();
                }
                wire.write(one);
                wire.readExactly(1);
                samples[n] = System.nanoTime() - (late ? due : now);
                count = n + 1;
                due += INTERVAL_NANOS;
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Ends it: the round trip, in milliseconds, that 99 of 100 were not longer than.
     *
     * @throws IOException if the connection failed, or nothing came back
     */
    public double p99() throws IOException {
        close();
        if (failure != null) {
            throw new IOException("the relayed connection failed: " + failure.getMessage(), failure);
        }
        if (count == 0) {
            throw new IOException("nothing came back over the relay");
        }
        long[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return sorted[(int) (count * 0.99)] / 1e6;
    }

    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
