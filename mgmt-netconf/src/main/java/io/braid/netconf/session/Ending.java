package io.braid.netconf.session;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a session ended.
 *
 * @param reason the kind of end
 * @param text for the log
 * @param killedBy the session that ended it by kill-session
 */
record Ending(Reason reason, String text, Optional<Long> killedBy) {
    /** The kinds of end (RFC 6470 §2.2, {@code termination-reason}). */
    enum Reason {
        CLOSED,
        KILLED,
        DROPPED,
        TIMEOUT,
        BAD_HELLO,
        OTHER;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Ending(Reason reason, String text) {
        this(reason, text, Optional.empty());
    }

    static Ending dropped() {
        return new Ending(Reason.DROPPED, "dropped");
    }

    static Ending killed(long by) {
        return new Ending(Reason.KILLED, "killed by session " + by, Optional.of(by));
    }
}
