package io.braid.engine.path;

import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.record.Counters;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One MPTCP connection as the path manager knows it; used by the path manager's thread only. */
public final class PathConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PathConnection.class);

    /** How often an announcement is made at most; each time has a sign of life as its cause. */
    private static final int TRIES_MAX = 4;

    /**
     * A peer that joins from an address where it has had a subflow for as long knows that one to be dead, in milliseconds. A
     * join that brings no new path comes at once.
     */
    private static final long REPLACED_AFTER_MS = 2_000;

    /** An access network that was away for less time is left to the kernel, in milliseconds: it has lost little. */
    private static final long ABSENCE_MIN_MS = 1_000;

    /** Both ends of a subflow. */
    public record Ends(InetSocketAddress local, InetSocketAddress remote) {}

    private final int token;
    private final PathPlan plan;
    private final PathManager manager;
    private final Counters counters;
    /** The subflows, and since when each stands. */
    private final Map<Ends, Long> subflows = new LinkedHashMap<>();

    private final Joins joins;
    private final List<Command> announcements = new ArrayList<>();
    private Runnable whenEstablished;
    private boolean established;
    private boolean held;
    private int subflowsMax;
    private int tries;

    PathConnection(
            int token,
            InetSocketAddress local,
            InetSocketAddress remote,
            Runnable whenEstablished,
            PathPlan plan,
            PathManager manager,
            Counters counters) {
        this.token = token;
        this.whenEstablished = whenEstablished;
        this.plan = plan;
        this.held = plan.held();
        this.subflowsMax = plan.subflowsMax();
        this.manager = manager;
        this.counters = counters;
        this.joins = new Joins(token, remote, plan, manager);
        for (PathPlan.Announcement each : plan.announcements()) {
            int id = announcements.size() + 1;
            announcements.add(() -> manager.announce(token, each.address(), id, each.port().orElse(0)));
        }
        subflows.put(new Ends(local, remote), now());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /**
     * The peer's key is known: announces and joins are possible. What the kernel refuses is tried again when it is told
     * once more that the connection is established.
     *
     * @return whether joins remain to be made later
     */
    boolean established() {
        if (whenEstablished != null) {
            whenEstablished.run();
            whenEstablished = null;
        }
        established = true;
        announce();
        joins.established();
        return follow();
    }

    private void announce() {
        if (!held && subflowsMax > 1 && !announcements.isEmpty() && tries++ < TRIES_MAX) {
            announcements.removeIf(command -> command.run(this));
        }
    }

    /**
     * What may be had is known, or is another.
     *
     * @return whether joins remain to be made later
     */
    boolean cap(int most) {
        subflowsMax = most;
        held = false;
        List<Ends> all = List.copyOf(subflows.keySet());
        for (int last = all.size() - 1; last >= Math.max(1, most); last--) {
            counters.count(Reason.SUBFLOWS_MAX);
            destroy(all.get(last));
        }
        if (established) {
            announce();
        }
        return follow();
    }

    /**
     * Makes the joins that are missing and due.
     *
     * @return whether some remain to be made later
     */
    boolean follow() {
        return established && joins.follow(subflows.keySet(), subflowsMax, now());
    }

    /** The peer announced an address, with the port to which joins go. */
    boolean announced(InetSocketAddress address) {
        joins.announced(address);
        return follow();
    }

    /**
     * An own address can be used again, or for the first time. Subflows from before are given up if it was away for long: by
     * now they wait for many seconds before they try again, and the peer has lost sight of them.
     */
    boolean came(InetAddress address, long absentMs) {
        if (absentMs >= ABSENCE_MIN_MS && absentMs != Long.MAX_VALUE && plan.side() == PathPlan.Side.SERVER) {
            List<Ends> stale = subflows.keySet().stream()
                    .filter(ends -> ends.local().getAddress().equals(address))
                    .toList();
            stale.forEach(this::destroy);
        }
        joins.came(address);
        return follow();
    }

    private void destroy(Ends ends) {
        subflows.remove(ends);
        Command close = () -> manager.destroySubflow(token, ends.local(), ends.remote());
        close.run(this);
    }

    /** A subflow stands; one too many, or one that brings no new path, is closed again (draft S7.2). */
    void joined(Ends ends) {
        if (subflows.containsKey(ends)) {
            return;
        }
        long now = now();
        var known = subflows.entrySet().stream()
                .filter(each -> samePath(each.getKey(), ends))
                .findFirst();
        if (known.isPresent() && now - known.get().getValue() >= REPLACED_AFTER_MS) {
            counters.count(Reason.SUBFLOW_REPLACED);
            destroy(known.get().getKey());
        } else if (known.isPresent() || subflows.size() >= subflowsMax) {
            counters.count(known.isPresent() ? Reason.SUBFLOW_NO_NEW_PATH : Reason.SUBFLOWS_MAX);
            destroy(ends);
            return;
        }
        subflows.put(ends, now);
        joins.joined(ends.local().getAddress(), now);
    }

    /**
     * A customer's access network shows in its address, whichever of ours it joins; towards a server the choice of ours
     * is what makes a path.
     */
    private boolean samePath(Ends known, Ends fresh) {
        boolean sameRemote = known.remote().getAddress().equals(fresh.remote().getAddress());
        return switch (plan.side()) {
            case CUSTOMER -> sameRemote;
            case SERVER -> sameRemote && known.local().getAddress().equals(fresh.local().getAddress());
        };
    }

    /**
     * A subflow has ended, or did not come about.
     *
     * @return whether it is to be made again later
     */
    boolean left(Ends ends) {
        subflows.remove(ends);
        joins.closed(ends.local().getAddress(), now());
        return follow();
    }

    /** Replaces what events told by what is. */
    boolean truth(List<Ends> now) {
        subflows.keySet().retainAll(now);
        now.forEach(this::joined);
        return established();
    }

    /** A command to the kernel's path manager. */
    private interface Command {
        void give() throws IOException;

        /** Whether the kernel took it. */
        default boolean run(PathConnection to) {
            try {
                give();
                return true;
            } catch (IOException e) {
                // The connection may be over, or not established yet: then an event tells when it is.
                LOG.debug("event=path-command-failed tries={} error=\"{}\"", to.tries, e.getMessage());
                return false;
            }
        }
    }
}
