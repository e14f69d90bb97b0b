package io.braid.bench.bed;

import io.braid.lab.net.Host;
import java.net.InetSocketAddress;

/**
 * One way from the client to the server: a namespace of its own with a relay in it, or with nothing but forwarding.
 *
 * @param host the namespace
 * @param index number of the way, from 0; part of its addresses
 */
public record Middle(Host host, int index) {
    /** Its interface towards the client. */
    public static final String FRONT = "front";

    /** Its interface towards the server. */
    public static final String BACK = "back";

    /** Its address towards the client. */
    public String frontAddress() {
        return "10.%d.1.2".formatted(index);
    }

    /** A port of this way's relay as the client names it. */
    public InetSocketAddress relay(int port) {
        return new InetSocketAddress(frontAddress(), port);
    }

    /** A port of the server as this way's relay, or a client routed through it, names it. */
    public InetSocketAddress server(int port) {
        return new InetSocketAddress("10.%d.2.1".formatted(index), port);
    }
}
