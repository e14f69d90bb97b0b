package io.braid.engine.trace;

import io.braid.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One connection as long as somebody follows it, or may follow it once more is known of it. Used on the thread of its loop.
 */
public final class ConnectionTrace {
    /** Most steps kept until it is known whether the connection is meant; a destination is told within a few. */
    private static final int UNSETTLED_MAX = 32;

    private final long connection;
    private final long bornNs = System.nanoTime();
    private final List<Trace> unsettled;
    private final List<Trace> following = new ArrayList<>();
    private final List<TraceStep> kept = new ArrayList<>();

    ConnectionTrace(long connection, List<Trace> traces) {
        this.connection = connection;
        this.unsettled = new ArrayList<>(traces);
    }

    /**
     * A room has decided.
     *
     * @param facts asked for if it matters
     * @return whether anybody still follows
     */
    public boolean decided(Verdict verdict, Supplier<Facts> facts) {
        long elapsedUs = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - bornNs);
        TraceStep step = new TraceStep(connection, elapsedUs, verdict, facts.get());
        following.forEach(trace -> trace.add(step));
        if (!unsettled.isEmpty()) {
            kept.add(step);
            settle(step.facts());
        }
        return !following.isEmpty() || !unsettled.isEmpty();
    }

    private void settle(Facts facts) {
        for (Trace trace : List.copyOf(unsettled)) {
            TraceRequest.Match match = trace.request().matches(facts);
            if (match == TraceRequest.Match.YES && trace.claim()) {
                kept.forEach(trace::add);
                following.add(trace);
            }
            if (match != TraceRequest.Match.OPEN) {
                unsettled.remove(trace);
            }
        }
        if (kept.size() == UNSETTLED_MAX) {
            unsettled.clear();
        }
        if (unsettled.isEmpty()) {
            kept.clear();
        }
    }

    /** The connection is over. */
    public void ended() {
        following.forEach(Trace::connectionEnded);
        following.clear();
        unsettled.clear();
    }
}
