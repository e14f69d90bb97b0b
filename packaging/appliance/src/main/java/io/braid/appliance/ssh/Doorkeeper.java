package io.braid.appliance.ssh;

import java.util.HashSet;
import java.util.Set;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the number of connections within the limits; those over a limit end at once. */
final class Doorkeeper implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final SshLimits limits;
    private final Set<Session> inside = new HashSet<>();
    private final Set<Session> strangers = new HashSet<>();

    Doorkeeper(SshLimits limits) {
        this.limits = limits;
    }

    @Override
    public void sessionCreated(Session session) {
        boolean room;
        synchronized (this) {
            room = inside.size() < limits.connectionsMax() && strangers.size() < limits.strangersMax();
            if (room) {
                inside.add(session);
                strangers.add(session);
            }
        }
        if (!room) {
            LOG.warn("msg=\"connection refused: too many\" peer={}", session.getRemoteAddress());
            session.close(true);
        }
    }

    @Override
    public synchronized void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            strangers.remove(session);
        }
    }

    @Override
    public synchronized void sessionClosed(Session session) {
        inside.remove(session);
        strangers.remove(session);
    }

    /** How many connections there are. */
    synchronized int connections() {
        return inside.size();
    }
}
