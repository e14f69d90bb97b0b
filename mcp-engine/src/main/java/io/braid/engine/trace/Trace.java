package io.braid.engine.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Some connections that are followed. Loops put steps in, and are not held up; one thread of somebody who looks on takes
 * them out.
 */
public final class Trace implements AutoCloseable {
    /** Most steps of one trace; it ends there. A connection has about ten. */
    public static final int STEPS_MAX = 4_096;

    /** Why a trace is over. */
    public enum End {
        /** The connections it waited for have come and ended. */
        CONNECTIONS,
        /** Its time was over. */
        DURATION,
        /** It reached {@link #STEPS_MAX}. */
        STEPS,
        /** Somebody ended it. */
        CANCELLED
    }

    private final Tracer tracer;
    private final TraceRequest request;
    private final long deadlineNs;
    private final Deque<TraceStep> waiting = new ArrayDeque<>();
    private int taken;
    private int matched;
    private int ended;
    private End end;

    Trace(Tracer tracer, TraceRequest request) {
        this.tracer = tracer;
        this.request = request;
        this.deadlineNs = System.nanoTime() + request.time().toNanos();
    }

    TraceRequest request() {
        return request;
    }

    /** A connection matches; whether it is followed. */
    synchronized boolean claim() {
        if (end != null || matched == request.connections()) {
            return false;
        }
        matched++;
        if (matched == request.connections()) {
            // From here on no connection pays for it.
            tracer.retire(this);
        }
        return true;
    }

    synchronized void add(TraceStep step) {
        if (end != null) {
            return;
        }
        waiting.add(step);
        taken++;
        if (taken == STEPS_MAX) {
            over(End.STEPS);
        }
        notifyAll();
    }

    /** A connection that is followed has ended. */
    synchronized void connectionEnded() {
        ended++;
        if (ended == request.connections()) {
            over(End.CONNECTIONS);
        }
    }

    /** The next step, waited for; empty when the trace is over. */
    public synchronized Optional<TraceStep> next() throws InterruptedException {
        while (waiting.isEmpty() && end == null) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (leftMs <= 0) {
                over(End.DURATION);
            } else {
                wait(leftMs);
            }
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** Why it is over; empty as long as it is not. */
    public synchronized Optional<End> end() {
        return Optional.ofNullable(end);
    }

    /** Connections that were followed so far. */
    public synchronized int connections() {
        return matched;
    }

    private void over(End why) {
        if (end == null) {
            end = why;
            tracer.retire(this);
            notifyAll();
        }
    }

    /** Ends it, if it has not ended. From any thread. */
    @Override
    public synchronized void close() {
        over(End.CANCELLED);
        tracer.release(this);
    }
}
