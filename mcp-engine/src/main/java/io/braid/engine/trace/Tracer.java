package io.braid.engine.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The traces of an engine. As long as there is none, a connection costs one read of a volatile field. */
public final class Tracer implements AutoCloseable {
    /** Most traces at a time. */
    public static final int TRACES_MAX = 8;

    /** Those that have not ended for those who look on. */
    private final List<Trace> open = new ArrayList<>();
    /** Those of them that look for connections. */
    private volatile List<Trace> looking = List.of();

    /** Begins a trace; empty if there are {@link #TRACES_MAX} already. It must be closed. */
    public synchronized Optional<Trace> begin(TraceRequest request) {
        if (open.size() == TRACES_MAX) {
            return Optional.empty();
        }
        Trace trace = new Trace(this, request);
        open.add(trace);
        List<Trace> more = new ArrayList<>(looking);
        more.add(trace);
        looking = List.copyOf(more);
        return Optional.of(trace);
    }

    /** A connection was accepted; null if nobody follows any. */
    public ConnectionTrace follow(long connection) {
        List<Trace> now = looking;
        return now.isEmpty() ? null : new ConnectionTrace(connection, now);
    }

    /** It looks for no further connections. */
    synchronized void retire(Trace trace) {
        looking = looking.stream().filter(other -> other != trace).toList();
    }

    /** It is over, and makes room for another. */
    synchronized void release(Trace trace) {
        open.remove(trace);
    }

    /** Ends all traces, for which others may be waiting. */
    @Override
    public void close() {
        List<Trace> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(Trace::close);
    }
}
