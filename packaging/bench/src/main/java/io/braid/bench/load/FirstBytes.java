package io.braid.bench.load;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens one connection after the other to a {@link BriefServer}, and notes how long after its SYN the first byte of the
 * server's answer is there.
 */
public final class FirstBytes {
    /** From one connection to the next at least, in nanoseconds. */
    public static final long INTERVAL_NANOS = 2_000_000;

    private static final int SAMPLES_MAX = 1 << 17;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int CONVERT_HEADER_BYTES = 4;

    private final Target target;
    private final PollSet waiting = new PollSet(1);
    private final Times times = new Times(SAMPLES_MAX);

    private FirstBytes(Target target) {
        this.target = target;
    }

    /**
     * Does so from a host for a while.
     *
     * @throws IOException if one of the connections fails
     */
    public static Times measure(Host host, Target target, int millis) throws IOException {
        FutureTask<Times> work = new FutureTask<>(() -> new FirstBytes(target).work(millis));
        host.netns().thread("first-bytes", work).start();
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Times work(int millis) throws IOException {
        try (NativeBuffer buffer = NativeBuffer.owned(Wire.BUFFER_BYTES)) {
            long due = System.nanoTime();
            long end = due + TimeUnit.MILLISECONDS.toNanos(millis);
            while (due < end && !times.full()) {
                long now = System.nanoTime();
                while (now < due) {
                    LockSupport.parkNanos(due - now);
                    now = System.nanoTime();
                }
                once(buffer, now);
                due = now + INTERVAL_NANOS;
            }
        }
        return times;
    }

    private void once(NativeBuffer buffer, long begun) throws IOException {
        int fd = Wire.begin(target);
        try {
            await(fd, PollSet.OUT);
            byte[] request = target.requestAsData();
            buffer.put(0, request, 0, request.length);
            int length = request.length + BriefServer.MESSAGE_BYTES;
            int sent = StreamSocket.send(fd, buffer, length);
            if (sent != length) {
                throw new IOException("connect or send: " + sent);
            }
            int before = target.asks() ? Integer.MAX_VALUE : 0;
            int have = 0;
            for (int got = recv(fd, buffer); got > 0; got = recv(fd, buffer)) {
                if (have == 0 && target.asks()) {
                    byte[] header = new byte[CONVERT_HEADER_BYTES];
                    buffer.get(0, header, 0, header.length);
                    before = Wire.answerBytes(header);
                }
                boolean first = have <= before && have + got > before;
                have += got;
                if (first) {
                    times.add(System.nanoTime() - begun);
                }
            }
            if (have != before + BriefServer.MESSAGE_BYTES) {
                throw new IOException("the answer ended after " + have + " bytes");
            }
        } finally {
            StreamSocket.close(fd);
        }
    }

    private int recv(int fd, NativeBuffer buffer) throws IOException {
        int got = StreamSocket.recv(fd, buffer, Wire.BUFFER_BYTES);
        while (got == StreamSocket.WOULD_BLOCK) {
            await(fd, PollSet.IN);
            got = StreamSocket.recv(fd, buffer, Wire.BUFFER_BYTES);
        }
        return got;
    }

    private void await(int fd, int events) throws IOException {
        waiting.set(0, fd, events);
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (waiting.await(Math.max(0, deadline - System.nanoTime())) == 0) {
            if (System.nanoTime() >= deadline) {
                throw new IOException("nothing happened on a connection for 10 s");
            }
        }
    }
}
