package io.braid.engine.acl;

import java.net.InetSocketAddress;
import java.util.List;

/** A list of rules, compiled: which connections of a subscriber may be opened. Immutable; used by every loop. */
public interface ConnectionFilter {
    /**
     * Whether a connection may be opened.
     *
     * @param protocol the IP protocol, 6 for TCP
     * @param from the subscriber's address and port
     * @param to where it wants to go
     */
    boolean permits(int protocol, InetSocketAddress from, InetSocketAddress to);

    /** The rules as an operator reads them, in their order; of a named filter, its name alone. */
    List<String> rules();
}
