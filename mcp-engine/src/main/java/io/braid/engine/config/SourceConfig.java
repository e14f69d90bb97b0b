package io.braid.engine.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Optional;

/**
 * Which source address servers see, per address family (draft S5.4).
 *
 * @param ipv4 mode of IPv4 server legs
 * @param ipv6 mode of IPv6 server legs
 * @param ipv4Address the own address to use, when it is not left to routing
 * @param ipv6Address the own address to use, when it is not left to routing
 * @param hostId what tells servers customers apart, where the source is not the customer's (draft S4.3, RFC 7974)
 */
public record SourceConfig(
        Mode ipv4,
        Mode ipv6,
        Optional<Inet4Address> ipv4Address,
        Optional<Inet6Address> ipv6Address,
        HostId hostId) {
    /** Servers see the customer, and nothing is added. */
    public static final SourceConfig PRESERVED =
            new SourceConfig(Mode.PRESERVE, Mode.PRESERVE, Optional.empty(), Optional.empty(), HostId.NONE);

    /** The value of the TCP option HOST_ID. */
    public enum HostId {
        /** There is no option. */
        NONE,
        /** A number of the customer's address, which tells the address to nobody else. */
        IDENTIFIER,
        /** The customer's IPv4 address, or the first 64 bits of its IPv6 address. */
        ADDRESS,
        /** The customer's port. */
        PORT
    }

    /** How a source address is found. */
    public enum Mode {
        /** An address of the MCP. */
        OWN_ADDRESS,
        /** The source address of the customer's initial subflow (draft S5.4.1). */
        PRESERVE
    }
}
