package io.braid.engine.relay;

import io.braid.engine.verdict.Blame;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Room;
import io.braid.engine.verdict.Verdict;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of conversions. What the operator can mend is a warning, at most one line per cause and interval, with the
 * number of others it stands for; the rest is told at debug level, a line for each conversion.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** Shortest time between two warnings of one cause, in milliseconds. */
    private static final long INTERVAL_MS = 10_000;

    /** What a customer meets by its own doing, and an operator may want to move. */
    private static final Set<Reason> LIMITS = EnumSet.of(
            Reason.SOURCE_CONVERSIONS_MAX, Reason.SIGNAL_TIMEOUT, Reason.SUBSCRIBER_DENIED, Reason.SUBSCRIBER_SOURCE);

    /** When a cause may be told again, and how often it happened since it was told. */
    private static final class Cause {
        private final AtomicLong nextAt = new AtomicLong();
        private final AtomicLong untold = new AtomicLong();

        /** How often it happened since the last line, or 0 when no line is due. */
        long due() {
            untold.incrementAndGet();
            long now = Conversion.now();
            long next = nextAt.get();
            return now >= next && nextAt.compareAndSet(next, now + INTERVAL_MS) ? untold.getAndSet(0) : 0;
        }
    }

    private final Map<Reason, Cause> causes = new EnumMap<>(Reason.class);
    private volatile Consumer<Notice> notices = _ -> {};

    Journal() {
        for (Reason reason : Reason.values()) {
            causes.put(reason, new Cause());
        }
    }

    /** Who is told of warnings, too. It must not block: loops call it. */
    void tell(Consumer<Notice> listener) {
        notices = listener;
    }

    /** A connection was refused before anything was known of it. */
    void refusedAtDoor(Service service, Reason reason) {
        if (reason == Reason.CUSTOMER_RESET) {
            service.counters().count(reason);
        } else {
            limited(service, reason);
        }
    }

    /** A limit was met beside a conversion's own verdicts. */
    void limited(Service service, Reason reason) {
        service.counters().count(reason);
        long times = causes.get(reason).due();
        if (times > 0) {
            LOG.warn(
                    "event=refused service={} reason={} clause=\"{}\" times={}",
                    service.name(),
                    reason.label(),
                    reason.clause(),
                    times);
            notices.accept(new Notice(service.name(), reason, "", times));
        }
    }

    /** A conversion goes on, but not in the way that was wanted. */
    void detour(Service service, Verdict verdict) {
        long times = causes.get(verdict.reason()).due();
        if (times > 0) {
            LOG.warn(
                    "event=detour service={} reason={} clause=\"{}\" detail=\"{}\" times={}",
                    service.name(),
                    verdict.reason().label(),
                    verdict.reason().clause(),
                    verdict.detail(),
                    times);
        }
    }

    /** A conversion is over. */
    void ended(Live live) {
        Conversion c = live.data;
        live.service.counters().relayed(c.up.bytes(), c.down.bytes());
        Verdict last = lastWord(c);
        if (last instanceof Verdict.Refuse && mendable(last.reason())) {
            long times = causes.get(last.reason()).due();
            if (times > 0) {
                LOG.warn(
                        "event=refused service={} reason={} clause=\"{}\" detail=\"{}\" destination={} times={}",
                        c.service,
                        last.reason().label(),
                        last.reason().clause(),
                        last.detail(),
                        c.destination,
                        times);
                notices.accept(new Notice(c.service, last.reason(), last.detail(), times));
            }
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "event=ended id={} service={} customer={} destination={} server={} reason={} detail=\"{}\""
                            + " up={} down={} ms={}",
                    Long.toHexString(c.id),
                    c.service,
                    c.customer.remote,
                    c.destination,
                    c.server.mptcp ? "mptcp" : "tcp",
                    last.reason().label(),
                    last.detail(),
                    c.up.bytes(),
                    c.down.bytes(),
                    Conversion.now() - c.acceptedAt);
        }
    }

    /** Customers and servers that behave badly are their own affair; they are counted. Limits are the operator's. */
    private static boolean mendable(Reason reason) {
        return LIMITS.contains(reason) || reason != Reason.STOPPED && reason != Reason.CLEARED && reason.blame() != Blame.SUBSCRIBER && reason.blame() != Blame.SERVER;
    }

    /** The refusal that ended it, or else how it ended. */
    private static Verdict lastWord(Conversion c) {
        Verdict last = null;
        for (Room room : Room.values()) {
            Verdict verdict = c.verdict(room).orElse(last);
            if (!(last instanceof Verdict.Refuse)) {
                last = verdict;
            }
        }
        return last;
    }
}
