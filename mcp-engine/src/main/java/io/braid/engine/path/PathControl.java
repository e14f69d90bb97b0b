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
     * @param established whether the peer's key is known already; else {@link #established} or the kernel's event tells
     */
    void begin(int token, InetSocketAddress local, InetSocketAddress remote, boolean established, PathPlan plan);

    /** The peer has answered on the connection: subflows can be made now. */
    void established(int token);

    /** The connection is over. */
    void end(int token);
}
