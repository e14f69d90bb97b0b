package io.braid.netconf.operation;

import io.braid.yang.port.Session;

/** The session that an operation is performed for. */
public interface Caller {
    /** Who it is to the datastore. */
    Session session();

    /** Ends the session after the reply. */
    void endAfterReply();

    /**
     * Sends notifications in this session, after the reply.
     *
     * @return false if it has a subscription already
     */
    boolean subscribe(Wanted wanted);

    /**
     * Ends another session and waits until it has let go of its locks.
     *
     * @return false if there is no such session
     */
    boolean kill(long sessionId);
}
