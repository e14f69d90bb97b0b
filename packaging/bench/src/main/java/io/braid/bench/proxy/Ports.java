package io.braid.bench.proxy;

import io.braid.engine.linux.StreamSocket.Protocol;

/** Where the server listens; HAProxy listens on the same ports and leads each to its namesake. */
public final class Ports {
    private static final int BULK = 7000;
    private static final int SHORT = 7100;
    private static final int ECHO = 7200;

    private Ports() {}

    /** For transfers that last. */
    public static int bulk(Protocol protocol) {
        return BULK + protocol.ordinal();
    }

    /** For one request and one answer a connection. */
    public static int brief(Protocol protocol) {
        return SHORT + protocol.ordinal();
    }

    /** For round trips over a connection that stays. */
    public static int echo(Protocol protocol) {
        return ECHO + protocol.ordinal();
    }
}
