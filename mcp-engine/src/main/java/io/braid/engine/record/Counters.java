package io.braid.engine.record;

import io.braid.engine.verdict.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the whole engine; every decision a room can take has one. They only grow. */
public final class Counters {
    private final Map<Reason, LongAdder> decisions = new EnumMap<>(Reason.class);
    private final LongAdder bytesUp = new LongAdder();
    private final LongAdder bytesDown = new LongAdder();

    public Counters() {
        for (Reason reason : Reason.values()) {
            decisions.put(reason, new LongAdder());
        }
    }

    /** A decision was taken. */
    public void count(Reason reason) {
        decisions.get(reason).increment();
    }

    /** How often this decision was taken. */
    public long of(Reason reason) {
        return decisions.get(reason).sum();
    }

    /** A conversion ended with this many user bytes in each direction. */
    public void relayed(long up, long down) {
        bytesUp.add(up);
        bytesDown.add(down);
    }

    /** User bytes from customers, of ended conversions. */
    public long bytesUp() {
        return bytesUp.sum();
    }

    /** User bytes to customers, of ended conversions. */
    public long bytesDown() {
        return bytesDown.sum();
    }
}
