package io.braid.radius.dynamic;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts; from any thread. */
final class Tally {
    enum Event {
        REQUEST,
        ACK,
        NAK,
        DUPLICATE,
        UNKNOWN_CLIENT,
        MALFORMED,
        BAD_AUTHENTICATOR,
        UNSIGNED,
        STALE,
        LIMITED
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    Tally() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    /** Counts one; whether it is the first, or the count is a round number: then it may be logged. */
    boolean count(Event event) {
        counts.get(event).increment();
        return Long.bitCount(of(event)) == 1;
    }

    private long of(Event event) {
        return counts.get(event).sum();
    }

    DynamicCounts now() {
        return new DynamicCounts(
                of(Event.REQUEST),
                of(Event.ACK),
                of(Event.NAK),
                of(Event.DUPLICATE),
                of(Event.UNKNOWN_CLIENT),
                of(Event.MALFORMED),
                of(Event.BAD_AUTHENTICATOR),
                of(Event.UNSIGNED),
                of(Event.STALE),
                of(Event.LIMITED));
    }
}
