package io.braid.engine.authorize;

import io.braid.engine.authorize.Entry.Standing;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** What time does to subscribers, and how a subscription ends before its time. From any thread; nothing here waits. */
final class Calendar {
    /** Subscribers that are asked for again in one go when the configuration is another one. */
    private static final int REVIEW_MAX = 64;

    private static final long REVIEW_PAUSE_MS = 100;

    private final Registry registry;
    private final Roll roll;
    private final Judgement judgement;
    private final Questions questions;
    private volatile Terms terms;
    private volatile boolean closed;

    Calendar(Registry registry, Roll roll, Judgement judgement, Questions questions) {
        this.registry = registry;
        this.roll = roll;
        this.judgement = judgement;
        this.questions = questions;
    }

    /** What holds from now on; whoever was answered for under other terms is asked for again, bit by bit. */
    void follow(Terms now) {
        Terms before = terms;
        closed = false;
        terms = now;
        if (before != null && before.generation() != now.generation()) {
            review(roll.copy().iterator());
        }
    }

    /** The service is not configured any more: who has no conversion is attached no more. */
    void close() {
        closed = true;
        roll.all().forEach(this::remind);
    }

    private void review(Iterator<Entry> rest) {
        List<Entry> again = new ArrayList<>();
        for (int i = 0; i < REVIEW_MAX && rest.hasNext(); i++) {
            Entry entry = rest.next();
            synchronized (entry) {
                boolean old = entry.attached != null && entry.generation != terms.generation();
                if (old && !questions.ask(entry, terms)) {
                    again.add(entry);
                }
            }
        }
        if (rest.hasNext() || !again.isEmpty()) {
            rest.forEachRemaining(again::add);
            registry.later(() -> review(again.iterator()), REVIEW_PAUSE_MS);
        }
    }

    /** It has no conversion: it may have to make room, or to go. Under the entry's lock. */
    void rest(Entry entry) {
        if (!entry.gone) {
            roll.rests(entry);
            remind(entry);
        }
    }

    /** Sees to it that what comes next in the life of an entry is noticed. */
    void remind(Entry entry) {
        synchronized (entry) {
            long at = nextAt(entry);
            if (entry.gone || entry.reminder != null && entry.reminderAt <= at) {
                return;
            }
            if (entry.reminder != null) {
                entry.reminder.cancel(false);
            }
            entry.reminderAt = at;
            entry.reminder = registry.later(() -> reminded(entry), Math.max(1, at - Registry.now()));
        }
    }

    private long nextAt(Entry entry) {
        AuthorizationConfig config = terms.config();
        Attached attached = entry.attached;
        if (attached == null) {
            boolean kept = entry.standing == Standing.PERMITTED
                    && config.outage().policy() != OutagePolicy.FAIL_CLOSED;
            return entry.until + (kept ? config.outage().staleMax().toMillis() : 0);
        }
        if (attached.conversions() > 0) {
            return entry.until;
        }
        long idleMs = attached.policy().idleTimeout().orElse(config.idleTimeout()).toMillis();
        return closed ? entry.idleSince : entry.idleSince + idleMs;
    }

    private void reminded(Entry entry) {
        synchronized (entry) {
            entry.reminder = null;
            if (entry.gone || entry.question != 0) {
                // The answer sets the next one.
                return;
            }
            if (nextAt(entry) <= Registry.now()) {
                timeIsOver(entry);
            }
            remind(entry);
        }
    }

    private void timeIsOver(Entry entry) {
        Attached attached = entry.attached;
        if (attached == null) {
            roll.forget(entry);
        } else if (attached.conversions() == 0) {
            boolean session = attached.policy().sessionTimeout().isPresent() && entry.until <= Registry.now();
            judgement.detach(entry, closed ? Ending.RECONFIGURED : session ? Ending.SESSION_TIMEOUT : Ending.IDLE);
        } else if (attached.policy().sessionTimeout().isPresent()
                && attached.policy().atTimeout() == AtTimeout.END
                && entry.by.isPresent()) {
            withdraw(entry, Ending.SESSION_TIMEOUT);
            rest(entry);
        } else if (closed || !questions.ask(entry, terms)) {
            entry.until = Registry.now() + terms.config().outage().retry().toMillis();
        }
    }

    /** Ends a subscription; its subscriber is asked for again, at once or after a while. Under the entry's lock. */
    CompletionStage<Void> withdraw(Entry entry, Ending why) {
        Verdict.Refuse refusal = Verdict.refuse(
                Reason.SUBSCRIBER_ENDED, why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        questions.drop(entry, refusal);
        Duration hold = why == Ending.DISCONNECTED ? terms.config().disconnectHold() : Duration.ZERO;
        return judgement.refuse(entry, hold, refusal, why);
    }
}
