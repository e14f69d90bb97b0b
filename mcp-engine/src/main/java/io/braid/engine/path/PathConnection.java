package io.braid.engine.path;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.record.Counters;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One MPTCP connection as the path manager knows it; used by the path manager's thread only. */
public final class PathConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PathConnection.class);

    /** Both ends of a subflow. */
    public record Ends(InetSocketAddress local, InetSocketAddress remote) {}

    private final int token;
    private final InetSocketAddress remote;
    private final PathPlan plan;
    private final PathManager manager;
    private final Counters counters;
    private final Set<Ends> subflows = new LinkedHashSet<>();
    private boolean acted;

    PathConnection(
            int token,
            InetSocketAddress local,
            InetSocketAddress remote,
            PathPlan plan,
            PathManager manager,
            Counters counters) {
        this.token = token;
        this.remote = remote;
        this.plan = plan;
        this.manager = manager;
        this.counters = counters;
        subflows.add(new Ends(local, remote));
    }

    /** The peer's key is known: announces and joins are possible. */
    void established() {
        if (acted || !plan.active()) {
            return;
        }
        acted = true;
        int id = 1;
        for (PathPlan.Announcement announcement : plan.announcements()) {
            int addressId = id++;
            command(() -> manager.announce(
                    token,
                    announcement.address(),
                    addressId,
                    announcement.port().orElse(0)));
        }
        for (PathPlan.Join join : plan.joins()) {
            int addressId = id++;
            command(() -> manager.createSubflow(token, join.local(), addressId, join.interfaceIndex(), remote));
        }
    }

    /** A subflow stands; one too many, or one that brings no new path, is closed again (draft S7.2). */
    void joined(Ends ends) {
        if (subflows.contains(ends)) {
            return;
        }
        boolean samePath = subflows.stream().anyMatch(known -> samePath(known, ends));
        if (samePath || subflows.size() >= plan.subflowsMax()) {
            counters.count(samePath ? Reason.SUBFLOW_NO_NEW_PATH : Reason.SUBFLOWS_MAX);
            command(() -> manager.destroySubflow(token, ends.local(), ends.remote()));
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

    private interface Command {
        void run() throws IOException;
    }

    private void command(Command command) {
        try {
            command.run();
        } catch (ErrnoException e) {
            // The connection may be over, or may not be established yet: then the event tells when it is.
            LOG.debug("event=path-command-failed error=\"{}\"", e.getMessage());
        } catch (IOException e) {
            LOG.warn("event=path-command-failed error=\"{}\"", e.getMessage());
        }
    }
}
