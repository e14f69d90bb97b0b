package io.braid.engine.path;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.PathEvent;
import io.braid.engine.linux.netlink.PathEvents;
import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.record.Counters;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The userspace path manager: one thread that knows every MPTCP connection by its token, hears the kernel's events and
 * gives it commands. No event is the only source of a truth: after a loss the loops are asked to read it from the sockets.
 */
public final class PathController implements PathControl, PathEvents.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PathController.class);
    /** Most notes that wait for the thread; beyond it they are dropped and the truth is read again. */
    private static final int QUEUE_MAX = 65_536;

    /** Notes carried out between two looks at the queue. */
    private static final int TURN_MAX = 1_024;

    /** How long a thread that was just busy lets notes gather: waking it for each costs more than the note itself. */
    private static final long GATHER_MS = 1;

    /** How often joins that are to be made later are looked after. */
    private static final long LOOK_MS = 100;

    /** Most connections of which only the kernel has told: those between its event and our accept. */
    private static final int EARLY_MAX = 4_096;

    private static final class Early {
        private boolean established;
        private InetSocketAddress announced;
        private final List<PathConnection.Ends> joined = new ArrayList<>(2);
    }

    private final BlockingQueue<Runnable> notes = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Map<Integer, PathConnection> connections = new HashMap<>();
    /** Those of them that have joins to make at a later time. */
    private final Set<PathConnection> unsettled = new HashSet<>();

    private long lookAt;

    /** What the kernel told of connections that no loop has told of yet; the oldest go first. */
    private final Map<Integer, Early> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Early> eldest) {
            return size() > EARLY_MAX;
        }
    };

    /** Who is to be told, without waiting for a turn, that a connection is established; as many as connections. */
    private final Map<Integer, Runnable> waiting = new ConcurrentHashMap<>();

    private final Counters counters;
    private final PathManager manager;
    private final PathEvents events;
    private final Thread thread;
    private volatile Runnable askForTruth = () -> {};

    /** Subscribes to the namespace's events, without which its kernel refuses every join. */
    public PathController(NetNs netns, Counters counters) throws IOException {
        this.counters = counters;
        this.manager = PathManager.in(netns);
        this.thread = Thread.ofPlatform().daemon().name("path-manager").start(this::work);
        this.events = PathEvents.in(netns, this);
    }

    /** What makes every loop call {@link #truth} for each of its connections. */
    public void whenLost(Runnable ask) {
        this.askForTruth = ask;
    }

    @Override
    public void begin(
            int token, InetSocketAddress local, InetSocketAddress remote, Runnable whenEstablished, PathPlan plan) {
        if (whenEstablished != null) {
            waiting.put(token, whenEstablished);
        }
        note(() -> {
            PathConnection connection =
                    new PathConnection(token, local, remote, whenEstablished, plan, manager, counters);
            connections.put(token, connection);
            Early before = early.remove(token);
            if (whenEstablished == null || (before != null && before.established)) {
                settle(connection, connection.established());
            }
            if (before != null) {
                before.joined.forEach(connection::joined);
                if (before.announced != null) {
                    settle(connection, connection.announced(before.announced));
                }
            }
        });
    }

    @Override
    public void established(int token) {
        note(() -> with(token, c -> settle(c, c.established())));
    }

    @Override
    public void cap(int token, int subflowsMax) {
        note(() -> with(token, c -> settle(c, c.cap(subflowsMax))));
    }

    @Override
    public void end(int token) {
        waiting.remove(token);
        note(() -> unsettled.remove(connections.remove(token)));
    }

    /** The subflows that a connection has, read from its socket. */
    public void truth(int token, List<PathConnection.Ends> subflows) {
        note(() -> with(token, connection -> settle(connection, connection.truth(subflows))));
    }

    /** An own address can be used again, or for the first time; see {@link NetworkListener#came}. */
    public void came(InetAddress address, long absentMs) {
        note(() -> connections.values().forEach(each -> settle(each, each.came(address, absentMs))));
    }

    /** Keeps an eye on a connection as long as it has joins to make. */
    private void settle(PathConnection connection, boolean remains) {
        if (remains) {
            unsettled.add(connection);
        } else {
            unsettled.remove(connection);
        }
    }

    /** Each other kind would wake the events' thread for nothing, some just before the one that an answer waits for. */
    @Override
    public Set<PathEvent.Type> kinds() {
        return EnumSet.of(
                PathEvent.Type.ESTABLISHED,
                PathEvent.Type.CLOSED,
                PathEvent.Type.ANNOUNCED,
                PathEvent.Type.SUBFLOW_ESTABLISHED,
                PathEvent.Type.SUBFLOW_CLOSED);
    }

    @Override
    public void event(PathEvent event) {
        switch (event.type()) {
            case ESTABLISHED -> {
                tellWhoWaits(event.token());
                note(() -> {
                    if (!with(event.token(), c -> settle(c, c.established()))) {
                        early(event.token()).established = true;
                    }
                });
            }
            case ANNOUNCED -> note(() -> {
                if (!with(event.token(), c -> settle(c, c.announced(event.remote())))) {
                    early(event.token()).announced = event.remote();
                }
            });
            case SUBFLOW_ESTABLISHED -> note(() -> {
                if (!with(event.token(), c -> c.joined(ends(event)))) {
                    early(event.token()).joined.add(ends(event));
                }
            });
            case SUBFLOW_CLOSED -> note(() -> with(event.token(), c -> settle(c, c.left(ends(event)))));
            case CLOSED -> note(() -> early.remove(event.token()));
            case CREATED, REMOVED, SUBFLOW_PRIORITY, LISTENER_CREATED, LISTENER_CLOSED -> {}
        }
    }

    /** At once, on the events' thread: an answer may wait for it. */
    private void tellWhoWaits(int token) {
        Runnable told = waiting.remove(token);
        if (told != null) {
            told.run();
        }
    }

    private static PathConnection.Ends ends(PathEvent event) {
        return new PathConnection.Ends(event.local(), event.remote());
    }

    @Override
    public void overrun() {
        counters.count(Reason.PATH_EVENTS_LOST);
        lost.set(true);
        notes.offer(() -> {});
    }

    /** Whether the connection is known. */
    private boolean with(int token, Consumer<PathConnection> action) {
        PathConnection connection = connections.get(token);
        if (connection != null) {
            action.accept(connection);
        }
        return connection != null;
    }

    private Early early(int token) {
        return early.computeIfAbsent(token, fresh -> new Early());
    }

    private void note(Runnable note) {
        if (!notes.offer(note)) {
            counters.count(Reason.PATH_EVENTS_LOST);
            lost.set(true);
        }
    }

    private void work() {
        List<Runnable> turn = new ArrayList<>(TURN_MAX);
        try {
            while (true) {
                if (notes.drainTo(turn, TURN_MAX) == 0) {
                    await(turn);
                }
                turn.forEach(Runnable::run);
                turn.clear();
                lookAfter();
                if (lost.get() && notes.isEmpty() && lost.compareAndSet(true, false)) {
                    LOG.warn("event=path-events-lost action=read-sockets connections={}", connections.size());
                    askForTruth.run();
                }
                Thread.sleep(GATHER_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(List<Runnable> turn) throws InterruptedException {
        if (unsettled.isEmpty()) {
            turn.add(notes.take());
            return;
        }
        Runnable note = notes.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        if (note != null) {
            turn.add(note);
        }
    }

    /** Joins that are due. */
    private void lookAfter() {
        long now = System.nanoTime() / 1_000_000;
        if (!unsettled.isEmpty() && now >= lookAt) {
            lookAt = now + LOOK_MS;
            unsettled.removeIf(connection -> !connection.follow());
        }
    }

    @Override
    public void close() {
        events.close();
        thread.interrupt();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        manager.close();
    }
}
