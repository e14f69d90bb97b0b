package io.braid.engine.relay;

import io.braid.engine.verdict.Blame;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Room;
import io.braid.engine.verdict.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for a conversion that ended, and a bounded number of lines for those that never began. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** Shortest time between two lines on connections refused at the door, in milliseconds. */
    private static final long DOOR_INTERVAL_MS = 10_000;

    private final AtomicLong doorRefusals = new AtomicLong();
    private final AtomicLong nextDoorLine = new AtomicLong();

    /** A connection was refused before anything was known of it; told once per interval, with their number. */
    void refusedAtDoor(Service service, Reason reason) {
        service.counters().count(reason);
        doorRefusals.incrementAndGet();
        long now = Conversion.now();
        long next = nextDoorLine.get();
        if (now >= next && nextDoorLine.compareAndSet(next, now + DOOR_INTERVAL_MS)) {
            LOG.warn(
                    "event=refused service={} reason={} connections={}",
                    service.name(),
                    reason.label(),
                    doorRefusals.getAndSet(0));
        }
    }

    /** A conversion is over. */
    void ended(Live live) {
        Conversion c = live.data;
        live.service.counters().relayed(c.up.bytes(), c.down.bytes());
        Verdict last = lastWord(c);
        boolean ours = last instanceof Verdict.Refuse
                && (last.reason().blame() == Blame.MCP || last.reason().blame() == Blame.OPERATOR)
                && last.reason() != Reason.STOPPED;
        if (ours ? !LOG.isWarnEnabled() : !LOG.isDebugEnabled()) {
            return;
        }
        LOG.atLevel(ours ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                .log(
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
