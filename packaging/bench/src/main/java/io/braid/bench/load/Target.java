package io.braid.bench.load;

import io.braid.engine.linux.StreamSocket.Protocol;
import java.net.InetSocketAddress;

/**
 * How a client reaches the server.
 *
 * @param protocol what its socket speaks
 * @param address where it connects to
 * @param request a conversion request that is answered before anything else; empty for none
 * @param inSyn whether the request goes into the SYN; else it is the first data
 */
public record Target(Protocol protocol, InetSocketAddress address, byte[] request, boolean inSyn) {
    /** For those who connect without asking. */
    public static final byte[] NO_REQUEST = {};

    /** The request, if there is one, goes into the SYN. */
    public Target(Protocol protocol, InetSocketAddress address, byte[] request) {
        this(protocol, address, request, true);
    }

    /** The same with the request, if there is one, as the first data: of a client whose SYN carries none. */
    public Target withRequestAsData() {
        return new Target(protocol, address, request, false);
    }

    /** What is still to be said of the request when the connection stands. */
    byte[] requestAsData() {
        return inSyn ? NO_REQUEST : request;
    }

    /** Whether a conversion point answers first. */
    public boolean asks() {
        return request.length > 0;
    }
}
