package io.braid.engine.authorize;

import java.net.InetAddress;
import java.util.List;

/**
 * What a subscriber has used since it was attached; user bytes, 64 bits of each.
 *
 * @param octetsFrom from the subscriber
 * @param octetsTo to the subscriber
 * @param conversions conversions that began
 * @param paths the same bytes by access network, as far as its connections had more than the bytes of one; payload of
 *     subflows, retransmissions not included
 */
public record Usage(long octetsFrom, long octetsTo, long conversions, List<Path> paths) {
    public Usage {
        paths = List.copyOf(paths);
    }

    /**
     * Bytes over one access network.
     *
     * @param address the subscriber's address there, or of an upstream service this host's
     * @param octetsFrom from the subscriber
     * @param octetsTo to the subscriber
     */
    public record Path(InetAddress address, long octetsFrom, long octetsTo) {}
}
