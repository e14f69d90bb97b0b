package io.braid.lab.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must not outlive its user: closed in reverse order by {@link #close}, or when the program is stopped, also by
 * Ctrl-C.
 */
public final class Cleanup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
    private static final List<Cleanup> OPEN = new ArrayList<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Cleanup::closeAll, "lab-cleanup"));
    }

    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private boolean closed;

    public Cleanup() {
        synchronized (OPEN) {
            OPEN.add(this);
        }
    }

    private static void closeAll() {
        List<Cleanup> all;
        synchronized (OPEN) {
            all = List.copyOf(OPEN);
        }
        all.reversed().forEach(c -> c.close());
    }

    /**
     * Takes charge of a thing.
     *
     * @throws IllegalStateException when the program is being stopped; the thing is closed then
     */
    public synchronized <T extends AutoCloseable> T add(T thing) {
        if (closed) {
            closeOne(thing);
            throw new IllegalStateException("stopping");
        }
        things.push(thing);
        return thing;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!things.isEmpty()) {
            closeOne(things.pop());
        }
        synchronized (OPEN) {
            OPEN.remove(this);
        }
    }

    private static void closeOne(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LOG.warn("event=cleanup-failed what={} reason={}", thing.getClass().getSimpleName(), e.toString());
        }
    }
}
