package io.braid.bench.load;

import java.util.concurrent.atomic.LongAdder;

/** What short connections came to; counted by several threads. */
public final class Tally {
    final LongAdder completed = new LongAdder();
    final LongAdder failed = new LongAdder();
    private volatile String reason = "";

    void failed(String why) {
        failed.increment();
        reason = why;
    }

    /** Connections whose request and answer were whole. */
    public long completed() {
        return completed.sum();
    }

    /** The others. */
    public long failed() {
        return failed.sum();
    }

    /** Why the last one failed. */
    public String reason() {
        return reason;
    }
}
