package io.braid.bench.proxy;

import io.braid.engine.linux.StreamSocket.Protocol;
import java.util.List;

/** Where the server listens; HAProxy listens on the same ports and leads each to its namesake. */
public final class Ports {
    private static final int BULK = 7000;
    private static final int SHORT = 7100;
    private static final int ECHO = 7200;
    private static final int IDLE = 7300;

    private Ports() {}

    /** All of them. */
    static List<Integer> all(Protocol protocol) {
        return List.of(bulk(protocol), brief(protocol), echo(protocol), idle(protocol));
    }

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

    /** For connections that say one byte and then nothing. */
    public static int idle(Protocol protocol) {
        return IDLE + protocol.ordinal();
    }
}
