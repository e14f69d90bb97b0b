package io.braid.bench.load;

import io.braid.lab.net.Host;
import java.io.IOException;
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
    private final Times times = new Times(SAMPLES_MAX);
    private final Times bare = new Times(SAMPLES_MAX);
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
            while (!ending && !times.full()) {
                long now = System.nanoTime();
                boolean late = now > due;
                while (now < due) {
                    LockSupport.parkNanos(due - now);
                    now = System.nanoTime();
                }
                wire.write(one);
                wire.readExactly(1);
                long back = System.nanoTime();
                times.add(back - (late ? due : now));
                bare.add(back - now);
                due += INTERVAL_NANOS;
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Ends it: the round trips, each from the time its byte should have gone.
     *
     * @throws IOException if the connection failed, or nothing came back
     */
    public Times times() throws IOException {
        finish();
        return times;
    }

    /** Ends it: the round trips, each from the time its byte went. */
    public Times bareTimes() throws IOException {
        finish();
        return bare;
    }

    private void finish() throws IOException {
        close();
        if (failure != null) {
            throw new IOException("the relayed connection failed: " + failure.getMessage(), failure);
        }
        if (times.count() == 0) {
            throw new IOException("nothing came back over the relay");
        }
    }

    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
