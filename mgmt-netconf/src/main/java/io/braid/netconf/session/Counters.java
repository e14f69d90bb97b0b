package io.braid.netconf.session;

import java.util.concurrent.atomic.LongAdder;

/** What happened in a session, or in all of them (RFC 6022 §2.1.4, §2.1.5). */
public final class Counters {
    private final LongAdder rpcs = new LongAdder();
    private final LongAdder badRpcs = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder notifications = new LongAdder();

    /** Correct requests. */
    public LongAdder rpcs() {
        return rpcs;
    }

    /** Messages that were no correct request. */
    public LongAdder badRpcs() {
        return badRpcs;
    }

    /** Replies with errors. */
    public LongAdder errors() {
        return errors;
    }

    public LongAdder notifications() {
        return notifications;
    }
}
