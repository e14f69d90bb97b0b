package io.braid.bench.proxy;

import io.braid.engine.linux.StreamSocket.Protocol;

/** What is converted into what. */
public enum Mode {
    /** An MPTCP client and a TCP server: the work of a downstream conversion point. */
    MPTCP_TCP("mptcp-tcp", Protocol.MPTCP, Protocol.TCP),
    /** A TCP client and an MPTCP server: the work of an upstream conversion point. */
    TCP_MPTCP("tcp-mptcp", Protocol.TCP, Protocol.MPTCP);

    private final String label;
    private final Protocol client;
    private final Protocol server;

    Mode(String label, Protocol client, Protocol server) {
        this.label = label;
        this.client = client;
        this.server = server;
    }

    /** As in the names of cases. */
    public String label() {
        return label;
    }

    /** What the client speaks. */
    public Protocol client() {
        return client;
    }

    /** What the server listens for. */
    public Protocol server() {
        return server;
    }
}
