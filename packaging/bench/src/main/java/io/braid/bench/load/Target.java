package io.braid.bench.load;

import io.braid.engine.linux.StreamSocket.Protocol;
import java.net.InetSocketAddress;

/**
 * How a client reaches the server.
 *
 * @param protocol what its socket speaks
 * @param address where it connects to
 * @param request a conversion request that goes into the SYN and is answered before anything else; empty for none
 */
public record Target(Protocol protocol, InetSocketAddress address, byte[] request) {
    /** For those who connect without asking. */
    public static final byte[] NO_REQUEST = {};

    /** Whether a conversion point answers first. */
    public boolean asks() {
        return request.length > 0;
    }
}
