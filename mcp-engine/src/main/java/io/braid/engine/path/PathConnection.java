package io.braid.engine.path;

import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.record.Counters;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One MPTCP connection as the path manager knows it; used by the path manager's thread only. */
public final class PathConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PathConnection.class);

    /** How often a command is given at most; each time has a sign of life as its cause. */
    private static final int TRIES_MAX = 4;

    /** Both ends of a subflow. */
    public record Ends(InetSocketAddress local, InetSocketAddress remote) {}

    private final int token;
    private final InetSocketAddress remote;
    private final PathPlan plan;
    private final PathManager manager;
    private final Counters counters;
    private final Set<Ends> subflows = new LinkedHashSet<>();
    private final List<Command> pending;
    private Runnable whenEstablished;
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
        this.remote = remote;
        this.whenEstablished = whenEstablished;
        this.plan = plan;
        this.manager = manager;
        this.counters = counters;
        this.pending = commands();
        subflows.add(new Ends(local, remote));
    }

    /**
     * The peer's key is known: announces and joins are possible. What the kernel refuses is tried again when it is told
     * once more that the connection is established.
     */
    void established() {
        if (whenEstablished != null) {
            whenEstablished.run();
            whenEstablished = null;
        }
        if (tries++ < TRIES_MAX) {
            pending.removeIf(command -> command.run(this));
        }
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (PathPlan.Announcement each : plan.announcements()) {
            int id = commands.size() + 1;
            commands.add(() -> manager.announce(token, each.address(), id, each.port().orElse(0)));
        }
        for (PathPlan.Join each : plan.joins()) {
            int id = commands.size() + 1;
            commands.add(() -> manager.createSubflow(token, each.local(), id, each.interfaceIndex(), remote));
        }
        return commands;
    }

    /** A subflow stands; one too many, or one that brings no new path, is closed again (draft S7.2). */
    void joined(Ends ends) {
        if (subflows.contains(ends)) {
            return;
        }
        boolean samePath = subflows.stream().anyMatch(known -> samePath(known, ends));
        if (samePath || subflows.size() >= plan.subflowsMax()) {
            counters.count(samePath ? Reason.SUBFLOW_NO_NEW_PATH : Reason.SUBFLOWS_MAX);
            Command close = () -> manager.destroySubflow(token, ends.local(), ends.remote());
            close.run(this);
            return;
        }
        subflows.add(ends);
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

    void left(Ends ends) {
        subflows.remove(ends);
    }

    /** Replaces what events told by what is. */
    void truth(List<Ends> now) {
        subflows.retainAll(now);
        now.forEach(this::joined);
        established();
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
