package io.braid.engine.linux.netlink;

import io.braid.engine.linux.netlink.MarkRule.Family;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A route of one table.
 *
 * @param local whether packets are delivered to this host, rather than sent on
 * @param destination first address of the destinations
 * @param prefixLength bits that are compared; 0 is the default route
 * @param interfaceIndex the interface to leave by
 * @param gateway the next router, if any
 * @param source preferred source address, if any
 * @param table number of the routing table, 1 to 4294967295; 254 is main
 */
public record Route(
        boolean local,
        InetAddress destination,
        int prefixLength,
        int interfaceIndex,
        Optional<InetAddress> gateway,
        Optional<InetAddress> source,
        long table) {
    /** The kernel's index of {@code lo} in every namespace. */
    private static final int LOOPBACK = 1;

    /** All addresses of a family delivered to this host, which a transparent listener needs. */
    public static Route allLocal(Family family, long table) {
        return new Route(true, any(family), 0, LOOPBACK, Optional.empty(), Optional.empty(), table);
    }

    /** A range of addresses delivered to this host, for a pool of source addresses. */
    public static Route local(InetAddress destination, int prefixLength, long table) {
        return new Route(true, destination, prefixLength, LOOPBACK, Optional.empty(), Optional.empty(), table);
    }

    /** A default route through a router. */
    public static Route defaultVia(InetAddress gateway, int interfaceIndex, long table) {
        Family family = gateway instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
        return new Route(false, any(family), 0, interfaceIndex, Optional.of(gateway), Optional.empty(), table);
    }

    Family family() {
        return destination instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    }

    private static InetAddress any(Family family) {
        try {
            return InetAddress.getByAddress(new byte[family == Family.IPV4 ? 4 : 16]);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
