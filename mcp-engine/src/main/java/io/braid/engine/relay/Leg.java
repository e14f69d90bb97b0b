package io.braid.engine.relay;

import io.braid.engine.linux.StreamSocket.Protocol;
import java.net.InetSocketAddress;

/** One of the two connections of a conversion. Plain data, owned by the loop of its conversion. */
public final class Leg {
    /** The descriptor; -1 when there is none. */
    int fd = -1;
    /** How it was opened. */
    Protocol opened = Protocol.TCP;
    /** Whether it speaks MPTCP, as far as known. */
    boolean mptcp;
    /** The local token that names it towards the path manager; 0 when it does not speak MPTCP. */
    int token;

    /** Whether the peer's key is known, so that subflows are possible. */
    boolean keyed;

    InetSocketAddress local;
    InetSocketAddress remote;

    /** Something can be read: an event told so, and no read has found the opposite since. */
    boolean readable;
    /** The peer ended its sending half; a short read no longer means that nothing is left. */
    boolean peerClosed;

    /** The descriptor, for reading the socket's state on the loop's thread; -1 when there is none. */
    public int descriptor() {
        return fd;
    }

    public boolean open() {
        return fd >= 0;
    }

    public boolean mptcp() {
        return mptcp;
    }

    /** This host's end; null before it is known. */
    public InetSocketAddress local() {
        return local;
    }

    /** The peer's end; null before it is known. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** The local MPTCP token; 0 when it does not speak MPTCP. */
    public int token() {
        return token;
    }
}
