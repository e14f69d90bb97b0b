package io.braid.engine.linux.netlink;

import java.nio.ByteBuffer;

/**
 * What an interface is doing, as the kernel counts it since the interface was made.
 *
 * @param link the interface
 * @param operState RFC 2863's state as the kernel numbers it: 0 unknown to 6 up
 * @param in received
 * @param out sent
 */
public record LinkStatistics(Link link, int operState, Direction in, Direction out) {
    private static final int HEADER_BYTES = 16;
    private static final int IFLA_OPERSTATE = 16;
    private static final int IFLA_STATS64 = 23;

    /** Bytes of struct rtnl_link_stats64 up to the last one that is read. */
    private static final int STATS_BYTES = 64;

    /** Counters of one direction. */
    public record Direction(long packets, long bytes, long errors, long discards) {}

    /** Reads a message of type RTM_NEWLINK. */
    static LinkStatistics parse(Message message) throws MalformedMessageException {
        Attributes attributes = message.atLeast(HEADER_BYTES).attributes(HEADER_BYTES);
        ByteBuffer stats = attributes.bytes(IFLA_STATS64, STATS_BYTES);
        return new LinkStatistics(
                Link.parse(message), attributes.u8(IFLA_OPERSTATE, 0), direction(stats, 0), direction(stats, 8));
    }

    private static Direction direction(ByteBuffer stats, int at) {
        return new Direction(
                stats.getLong(at), stats.getLong(at + 16), stats.getLong(at + 32), stats.getLong(at + 48));
    }
}
