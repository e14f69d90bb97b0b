package io.braid.engine.relay;

import io.braid.engine.linux.StreamSocket.Protocol;

/** How a customer's connection came to the MCP. */
enum Ingress {
    /** To an address of the MCP (draft S5.2.1). */
    EXPLICIT(Protocol.MPTCP),
    /** On its way to somewhere else (draft S5.2.2); answered with TCP. */
    INTERCEPTED(Protocol.TCP),
    /** Likewise; answered with MPTCP if it offers that. */
    INTERCEPTED_MULTIPATH(Protocol.MPTCP);

    private final Protocol protocol;

    Ingress(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What its listener speaks: more than its connections cannot. */
    Protocol protocol() {
        return protocol;
    }

    /** Whether where it goes is the destination the customer asked for. */
    boolean intercepted() {
        return this != EXPLICIT;
    }
}
