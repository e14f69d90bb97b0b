package io.braid.engine.convert;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** IP addresses on the wire: 4 bytes, or 16 bytes that may be an IPv4-mapped address. */
final class WireAddress {
    private static final int MAPPED_ZEROS = 10;

    private WireAddress() {}

    /** Reads 4 or 16 bytes; an IPv4-mapped address becomes the IPv4 address. */
    static InetAddress read(ByteBuffer in, int at, int length) {
        byte[] bytes = new byte[length];
        in.get(at, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("length " + length, impossible);
        }
    }

    /** The 16 bytes of the address, IPv4 as {@code ::ffff:a.b.c.d}. */
    static void writeMapped(InetAddress address, ByteWriter out) {
        if (address instanceof Inet4Address) {
            out.bytes(new byte[MAPPED_ZEROS]).u16(0xFFFF);
        }
        out.bytes(address.getAddress());
    }

    /**
     * Why no host can have this address: RFC 8803 §4.2.5 and plain-mode-10 §5.2 forbid multicast, broadcast and loopback.
     * The unspecified address is added, since connecting to it reaches the own host as well.
     */
    static Optional<String> refusal(InetAddress address) {
        if (address.isMulticastAddress()) {
            return Optional.of("multicast");
        }
        if (address.isLoopbackAddress()) {
            return Optional.of("loopback");
        }
        if (address.isAnyLocalAddress()) {
            return Optional.of("unspecified");
        }
        return isLimitedBroadcast(address) ? Optional.of("broadcast") : Optional.empty();
    }

    private static boolean isLimitedBroadcast(InetAddress address) {
        return address instanceof Inet4Address && ByteBuffer.wrap(address.getAddress()).getInt() == -1;
    }
}
