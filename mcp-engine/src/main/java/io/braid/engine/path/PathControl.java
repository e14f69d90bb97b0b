package io.braid.engine.path;

import java.net.InetSocketAddress;

/** What the relay tells the path manager. Every call returns at once; commands to the kernel are made elsewhere. */
public interface PathControl {
    /**
     * An MPTCP connection begins.
     *
     * @param token its local token
     * @param local this host's end of the initial subflow
     * @param remote the peer's end of it
     * @param whenEstablished run at least once, on a thread of the path manager, when the kernel tells that the peer's key is known;
     *     null when it is known already
     */
    void begin(int token, InetSocketAddress local, InetSocketAddress remote, Runnable whenEstablished, PathPlan plan);

    /** The peer has answered on the connection: subflows can be made now. */
    void established(int token);

    /**
     * What the subscriber of a connection may do is known, or has changed: subflows beyond it are closed, the last ones
     * first, and what was held is announced.
     *
     * @param subflowsMax most subflows, the initial one included
     */
    void cap(int token, int subflowsMax);

    /** The connection is over. */
    void end(int token);
}
