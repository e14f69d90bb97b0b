package io.braid.engine.path;

import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.path.PathConnection.Ends;
import io.braid.engine.path.PathPlan.Join;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subflows of one connection that are made from here: one from every access network that lives. What fails is tried
 * again, less and less often, and given up after some tries until the network changes. Times are milliseconds of the
 * monotonic clock.
 */
final class Joins {
    private static final Logger LOG = LoggerFactory.getLogger(Joins.class);
    private static final int TRIES_MAX = 8;
    /** After a SYN was sent: the kernel sends it again after one and three seconds. */
    private static final long SENT_PAUSE_MS = 4_000;
    /** After the kernel refused: an address often comes before its routes do. */
    private static final long REFUSED_PAUSE_MS = 250;

    private static final long CLOSED_PAUSE_MS = 500;
    private static final long PAUSE_MAX_MS = 30_000;
    /** A subflow that lived as long was no failure. */
    private static final long LIVED_MS = 30_000;

    private static final class Attempt {
        private final int id;
        private int tries;
        private long nextAt;
        private long joinedAt;
        private boolean refused;

        Attempt(int id) {
            this.id = id;
        }

        void pause(long now, long ms) {
            nextAt = now + Math.min(PAUSE_MAX_MS, ms << Math.min(tries - 1, 10));
        }
    }

    private final int token;
    /** Where subflows go; null while that is not known. */
    private InetSocketAddress remote;

    private final PathPlan plan;
    private final PathManager manager;
    /** By own address; each keeps its address id for the life of the connection. */
    private final Map<InetAddress, Attempt> attempts = new HashMap<>();

    /** @param remote the remote end of the initial subflow */
    Joins(int token, InetSocketAddress remote, PathPlan plan, PathManager manager) {
        this.token = token;
        this.remote = plan.joinTo() == PathPlan.JoinTo.INITIAL ? remote : null;
        this.plan = plan;
        this.manager = manager;
    }

    /**
     * Makes what is missing and due.
     *
     * @param most subflows that may be had
     * @return whether something is still to be tried at a later time
     */
    boolean follow(Collection<Ends> subflows, int most, long now) {
        if (remote == null) {
            return false;
        }
        boolean unsettled = false;
        int room = most - subflows.size();
        for (Join each : plan.joins().get()) {
            if (room <= 0) {
                return unsettled;
            }
            if (subflows.stream().anyMatch(ends -> ends.local().getAddress().equals(each.local()))) {
                continue;
            }
            Attempt attempt = attempts.computeIfAbsent(each.local(), fresh -> new Attempt(attempts.size() + 1));
            if (attempt.tries >= TRIES_MAX) {
                continue;
            }
            room--;
            unsettled = true;
            if (attempt.nextAt <= now) {
                create(each, attempt, now);
            }
        }
        return unsettled;
    }

    private void create(Join join, Attempt attempt, long now) {
        attempt.tries++;
        try {
            manager.createSubflow(token, join.local(), attempt.id, join.interfaceIndex(), remote);
            attempt.refused = false;
            attempt.pause(now, SENT_PAUSE_MS);
        } catch (IOException e) {
            // The connection may be over, or not established yet, or the route not there.
            LOG.debug("event=join-refused tries={} error=\"{}\"", attempt.tries, e.getMessage());
            attempt.refused = true;
            attempt.pause(now, REFUSED_PAUSE_MS);
        }
    }

    /** The peer announced an address; the first one counts. */
    void announced(InetSocketAddress address) {
        if (remote == null) {
            remote = address;
        }
    }

    /** The connection is established, for the first time or once more: what the kernel refused may work now. */
    void established() {
        attempts.values().stream().filter(attempt -> attempt.refused).forEach(attempt -> attempt.nextAt = 0);
    }

    /** A subflow from this address stands. */
    void joined(InetAddress local, long now) {
        Attempt attempt = attempts.get(local);
        if (attempt != null) {
            attempt.joinedAt = now;
        }
    }

    /** One has ended, or did not come about. */
    void closed(InetAddress local, long now) {
        Attempt attempt = attempts.get(local);
        if (attempt == null) {
            return;
        }
        if (attempt.joinedAt > 0 && now - attempt.joinedAt > LIVED_MS) {
            attempt.tries = 0;
        }
        attempt.joinedAt = 0;
        attempt.tries = Math.max(1, attempt.tries);
        attempt.pause(now, CLOSED_PAUSE_MS);
    }

    /** The address has come anew. */
    void came(InetAddress local) {
        Attempt attempt = attempts.get(local);
        if (attempt != null) {
            attempt.tries = 0;
            attempt.nextAt = 0;
        }
    }
}
