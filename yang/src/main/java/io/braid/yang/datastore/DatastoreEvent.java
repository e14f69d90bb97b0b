package io.braid.yang.datastore;

import io.braid.yang.port.Session;
import io.braid.yang.tree.Change;
import java.time.Duration;
import java.util.List;

/** What happened to the datastore. */
public sealed interface DatastoreEvent {
    /** Whose doing it was; {@link Session#SYSTEM} if nobody's. */
    Session session();

    /**
     * There is a new running configuration, which is published already.
     *
     * @param diff the topmost nodes that differ from the one before
     */
    record Changed(Session session, Generation now, List<Change> diff) implements DatastoreEvent {}

    /** What happens to a confirmed commit (RFC 6470 §2.2, {@code confirm-event}). */
    enum Step {
        START,
        EXTEND,
        COMPLETE,
        CANCEL,
        TIMEOUT
    }

    /**
     * A confirmed commit began or ended.
     *
     * @param window how long it waits for its confirmation; of START and EXTEND
     */
    record Confirming(Session session, Step step, Duration window) implements DatastoreEvent {}
}
