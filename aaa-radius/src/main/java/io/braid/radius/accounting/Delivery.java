package io.braid.radius.accounting;

import io.braid.engine.store.Spool;
import io.braid.radius.client.Answer;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * Brings reports to servers: those of one subscriber in their order, one at a time. They are on disk until a server has
 * got them; only the newest interim report of a subscriber is kept, in memory. For the accounting thread alone.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Most reports that are under way. */
    private static final int WINDOW = 64;

    /** How far ahead a report is looked for whose subscriber has none under way. */
    private static final int LOOK_AHEAD = 256;

    private static final long RETRY_MS_MIN = 1_000;
    private static final long RETRY_MS_MAX = 15_000;

    /** Writes within this time reach the disk together. */
    private static final long SYNC_MS = 100;

    /** @param number on disk; 0 for an interim report, which is not there */
    private record Item(long number, Stored report, boolean again) {}

    private final RadiusClient client;
    private final Spool spool;
    private final ScheduledExecutorService thread;
    private final Dictionary dictionary;

    /** On disk and not under way: whose each is, and whether it was sent before. */
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();

    /** How many of {@link #waiting} each subscriber has. */
    private final Map<String, Integer> queued = new HashMap<>();

    private final Map<String, Stored> interims = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();
    private boolean hostUnderWay;
    private boolean paused;
    private boolean syncing;
    private int silent;
    private long acknowledged;
    private long failures;
    private long lost;

    private record Waiting(String session, boolean again) {}

    /** @param dictionary of what is sent; what is on disk was made with it, or with one like it */
    Delivery(RadiusClient client, Spool spool, ScheduledExecutorService thread, Dictionary dictionary)
            throws IOException {
        this.client = client;
        this.spool = spool;
        this.thread = thread;
        this.dictionary = dictionary;
        for (long number : spool.waiting()) {
            put(number, new Waiting(Stored.read(spool.get(number)).session(), true));
        }
    }

    private void put(long number, Waiting one) {
        waiting.put(number, one);
        queued.merge(one.session, 1, Integer::sum);
    }

    /** Takes a report that must not be lost. */
    void keep(Stored report, int waitingMax) {
        try {
            OptionalLong number = spool.add(report.bytes(), waitingMax);
            if (number.isEmpty()) {
                lose("there are waiting-max reports already");
                return;
            }
            interims.remove(report.session());
            put(number.getAsLong(), new Waiting(report.session(), false));
            sync();
        } catch (IOException e) {
            lose(e.getMessage());
        }
        pump();
    }

    private void lose(String why) {
        lost++;
        if (Long.bitCount(lost) == 1) {
            LOG.error("event=accounting-lost count={} reason=\"{}\"", lost, why);
        }
    }

    private void sync() {
        if (!syncing) {
            syncing = true;
            thread.schedule(
                    () -> {
                        syncing = false;
                        try {
                            spool.sync();
                        } catch (IOException e) {
                            LOG.error("event=accounting-sync-failed error=\"{}\"", e.getMessage());
                        }
                    },
                    SYNC_MS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Takes an interim report, which replaces one that was not sent yet. */
    void offer(Stored report) {
        interims.put(report.session(), report);
        pump();
    }

    /** A server lives: nothing waits for its time any more. */
    void resume() {
        paused = false;
        pump();
    }

    private void pump() {
        while (!paused && busy.size() < WINDOW && !hostUnderWay) {
            Optional<Item> next = next();
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    private Optional<Item> next() {
        int seen = 0;
        for (Map.Entry<Long, Waiting> entry : waiting.entrySet()) {
            Waiting one = entry.getValue();
            // What is about this host ends or begins all others: it goes alone.
            if (one.session.isEmpty()) {
                return seen == 0 && busy.isEmpty() ? take(entry.getKey(), one) : Optional.empty();
            }
            if (!busy.contains(one.session)) {
                return take(entry.getKey(), one);
            }
            if (++seen == LOOK_AHEAD) {
                return Optional.empty();
            }
        }
        return interim();
    }

    private Optional<Item> take(long number, Waiting one) {
        waiting.remove(number);
        queued.computeIfPresent(one.session, (_, count) -> count == 1 ? null : count - 1);
        try {
            return Optional.of(new Item(number, Stored.read(spool.get(number)), one.again));
        } catch (IOException e) {
            lose(e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Item> interim() {
        Optional<Stored> found = interims.values().stream()
                .limit(LOOK_AHEAD)
                .filter(report -> !busy.contains(report.session()) && !queued.containsKey(report.session()))
                .findFirst();
        found.ifPresent(report -> interims.remove(report.session()));
        return found.map(report -> new Item(0, report, false));
    }

    private void send(Item item) {
        String session = item.report.session();
        if (session.isEmpty()) {
            hostUnderWay = true;
        } else {
            busy.add(session);
        }
        client.send(
                Code.ACCOUNTING_REQUEST,
                attributes(item),
                answer -> thread.execute(() -> answered(item, answer)));
    }

    /** A report that was sent before, or is of another day, tells how late it is (RFC 2866 §5.2). */
    private Attributes attributes(Item item) {
        Attributes.Builder builder = item.report.attributes(dictionary);
        if (item.again) {
            try {
                long at = builder.build().number("Event-Timestamp").orElseThrow();
                builder.number("Acct-Delay-Time", Math.max(0, Instant.now().getEpochSecond() - at));
            } catch (AttributeException e) {
                throw new IllegalStateException("a report was kept with a time that is none", e);
            }
        }
        return builder.build();
    }

    private void answered(Item item, Answer answer) {
        if (item.report.session().isEmpty()) {
            hostUnderWay = false;
        } else {
            busy.remove(item.report.session());
        }
        switch (answer) {
            case Answer.Received _ -> got(item);
            case Answer.None none -> failed(item, none.why());
        }
        pump();
    }

    private void got(Item item) {
        acknowledged++;
        silent = 0;
        if (item.number > 0) {
            try {
                spool.done(item.number);
            } catch (IOException e) {
                LOG.error("event=accounting-store-failed error=\"{}\"", e.getMessage());
            }
        }
    }

    private void failed(Item item, String why) {
        failures++;
        if (item.number > 0) {
            put(item.number, new Waiting(item.report.session(), true));
        } else if (!queued.containsKey(item.report.session())) {
            interims.putIfAbsent(item.report.session(), item.report);
        }
        if (!paused) {
            paused = true;
            if (silent == 0) {
                LOG.warn("event=accounting-waits waiting={} reason=\"{}\"", spool.size(), why);
            }
            long wait = Math.min(RETRY_MS_MAX, RETRY_MS_MIN << Math.min(silent, 10));
            silent++;
            thread.schedule(
                    this::resume, wait + ThreadLocalRandom.current().nextLong(wait / 4), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether no report waits or is under way. */
    boolean idle() {
        return waiting.isEmpty() && interims.isEmpty() && busy.isEmpty() && !hostUnderWay;
    }

    AccountingReport report(int sessions) {
        return new AccountingReport(sessions, spool.size() + interims.size(), acknowledged, failures, lost);
    }
}
