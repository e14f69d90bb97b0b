package io.braid.engine.acl;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One rule.
 *
 * @param permit whether what it matches may pass
 * @param direction which way the packets go that it is about
 * @param protocol the IP protocol, or {@link #ANY_PROTOCOL}
 * @param source where such packets come from
 * @param destination where they go to
 */
public record Rule(boolean permit, Direction direction, int protocol, Side source, Side destination) {
    /** A rule about all protocols. */
    public static final int ANY_PROTOCOL = -1;

    boolean matches(int its, InetSocketAddress from, InetSocketAddress to, InetAddress subscriber) {
        return (protocol == ANY_PROTOCOL || protocol == its)
                && source.matches(from, subscriber)
                && destination.matches(to, subscriber);
    }
}
