package io.braid.netconf.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The sessions that are open, and counts of those that were (RFC 6022 §2.1.5). */
public final class SessionTable {
    private final int max;
    private final TreeMap<Long, NetconfSession> open = new TreeMap<>();
    private final Counters total = new Counters();
    private final LongAdder started = new LongAdder();
    private final LongAdder badHellos = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private boolean closed;

    /**
     * An empty table.
     *
     * @param max how many sessions may be open
     */
    public SessionTable(int max) {
        this.max = max;
    }

    /** Takes a session in; false if there are too many. */
    synchronized boolean add(NetconfSession session) {
        if (closed || open.size() >= max) {
            return false;
        }
        open.put(session.id(), session);
        return true;
    }

    synchronized void remove(NetconfSession session) {
        open.remove(session.id());
    }

    /** Takes no more sessions. */
    public synchronized void close() {
        closed = true;
    }

    /** The open sessions, the oldest first. */
    public synchronized List<NetconfSession> open() {
        return new ArrayList<>(open.values());
    }

    /** The open session with this id. */
    public synchronized Optional<NetconfSession> find(long id) {
        return Optional.ofNullable(open.get(id));
    }

    public Counters total() {
        return total;
    }

    /** Sessions that got beyond their hello. */
    public LongAdder started() {
        return started;
    }

    public LongAdder badHellos() {
        return badHellos;
    }

    /** Sessions that ended in another way than by close-session. */
    public LongAdder dropped() {
        return dropped;
    }
}
