package io.braid.yang.datastore;

import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Session;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who has locked what (RFC 6241 §7.5). */
final class Locks {
    private final Map<Target, Session> holders = new EnumMap<>(Target.class);
    private final Map<Target, Instant> times = new EnumMap<>(Target.class);

    synchronized void lock(Session session, Target target) throws DatastoreException {
        Session holder = holders.get(target);
        if (holder != null) {
            throw Refusals.lockDenied(holder.id(), Refusals.locked(target, holder));
        }
        holders.put(target, session);
        times.put(target, Instant.now());
    }

    synchronized void unlock(Session session, Target target) throws DatastoreException {
        if (!holds(session, target)) {
            throw Refusals.protocol(ErrorTag.OPERATION_FAILED, target + " is not locked by this session");
        }
        holders.remove(target);
    }

    synchronized Optional<Lock> find(Target target) {
        return Optional.ofNullable(holders.get(target)).map(holder -> new Lock(holder.id(), times.get(target)));
    }

    synchronized boolean holds(Session session, Target target) {
        Session holder = holders.get(target);
        return holder != null && holder.id() == session.id();
    }

    /** Refuses if another session has the lock. */
    synchronized void check(Session session, Target target) throws DatastoreException {
        Session holder = holders.get(target);
        if (holder != null && holder.id() != session.id() && session.id() != Session.SYSTEM.id()) {
            throw Refusals.inUse(target, holder);
        }
    }
}
