package io.braid.engine.trace;

import io.braid.engine.convert.SignalFormat;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What was known of a connection at one moment.
 *
 * @param service the service that accepted it
 * @param customer the customer's end
 * @param destination where the customer wants to go
 * @param format how it said so; empty for what was intercepted, and until it did
 * @param concentrator name of the next MCP on the way; empty if there is none
 * @param access interface of the access network of the server leg's initial subflow; empty when routing chooses
 * @param source the source that the server, or the next MCP, sees
 * @param customerLeg the customer's connection
 * @param serverLeg the connection with the server, or the next MCP
 * @param bytesUp user bytes passed on to the server
 * @param bytesDown user bytes passed on to the customer
 */
public record Facts(
        String service,
        Optional<InetSocketAddress> customer,
        Optional<InetSocketAddress> destination,
        Optional<SignalFormat> format,
        Optional<String> concentrator,
        Optional<String> access,
        Optional<InetSocketAddress> source,
        Optional<Protocol> customerLeg,
        Optional<Protocol> serverLeg,
        long bytesUp,
        long bytesDown) {
    /**
     * What a connection speaks.
     *
     * @param mptcp whether it is Multipath TCP
     * @param subflows how many there are then, 0 for plain TCP
     */
    public record Protocol(boolean mptcp, int subflows) {
        public static final Protocol TCP = new Protocol(false, 0);
    }

    /** What is known of one that is turned away at the door. */
    public static Facts atDoor(String service, Optional<InetSocketAddress> customer) {
        return new Facts(
                service,
                customer,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }
}
