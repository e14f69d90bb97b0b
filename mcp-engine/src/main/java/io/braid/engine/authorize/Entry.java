package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/** What is remembered of one subscriber, attached or not. Whoever changes it holds its lock. */
final class Entry {
    /** What was answered last. */
    enum Standing {
        /** Nothing, or it is taken back. */
        UNKNOWN,
        PERMITTED,
        REFUSED
    }

    private final SubscriberKey key;

    Standing standing = Standing.UNKNOWN;
    /** When the answer has to be asked for again, in milliseconds of the monotonic clock. */
    long until;
    /** When somebody answered last that it is permitted. */
    long confirmedAt;
    /** The configuration that the answer belongs to. */
    long generation;
    Verdict.Refuse refusal;
    SubscriberPolicy policy;
    Optional<Method> by = Optional.empty();
    Optional<Identity> identity = Optional.empty();

    /** The number of the question that is under way; 0 when none is. */
    long question;
    /** The connection that raised the last question. */
    Query query;

    /** Ends the question when nobody answers. */
    ScheduledFuture<?> patience;

    List<Consumer<Admittance>> waiters = new ArrayList<>(1);

    /** The present subscription; null when it is not attached. */
    volatile Attached attached;

    long idleSince;
    /** It is remembered no more: look again. */
    boolean gone;

    ScheduledFuture<?> reminder;
    long reminderAt;

    Entry(SubscriberKey key) {
        this.key = key;
    }

    SubscriberKey key() {
        return key;
    }

    boolean idle() {
        return attached == null || attached.conversions() == 0;
    }

    /** Whether the last answer counts still. */
    boolean current(long now, long present) {
        return generation == present && now < until;
    }
}
