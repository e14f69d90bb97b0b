package io.braid.engine.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Socket addresses as the kernel lays them out. Stream sockets of Braid are AF_INET6 and dual stack, so IPv4 addresses
 * travel as {@code ::ffff:a.b.c.d} and come back as IPv4.
 */
final class SockAddr {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    /** Bytes of struct sockaddr_in6. */
    static final int IN6_BYTES = 28;
    /** Bytes of struct sockaddr_storage. */
    static final int STORAGE_BYTES = 128;

    private static final ValueLayout.OfShort PORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SockAddr() {}

    /** A struct sockaddr_in6 of {@code address}. */
    static MemorySegment encode(Arena arena, InetSocketAddress address) {
        MemorySegment s = arena.allocate(IN6_BYTES, 4);
        s.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET6);
        s.set(PORT, 2, (short) address.getPort());
        byte[] raw = address.getAddress().getAddress();
        if (raw.length == 4) {
            s.set(ValueLayout.JAVA_BYTE, 18, (byte) 0xff);
            s.set(ValueLayout.JAVA_BYTE, 19, (byte) 0xff);
            MemorySegment.copy(raw, 0, s, ValueLayout.JAVA_BYTE, 20, 4);
        } else {
            MemorySegment.copy(raw, 0, s, ValueLayout.JAVA_BYTE, 8, 16);
            if (address.getAddress() instanceof Inet6Address six) {
                s.set(ValueLayout.JAVA_INT, 24, six.getScopeId());
            }
        }
        return s;
    }

    /** The address in a struct sockaddr_in or sockaddr_in6 at {@code offset}. */
    static InetSocketAddress decode(MemorySegment s, long offset) {
        int family = s.get(ValueLayout.JAVA_SHORT, offset);
        int port = s.get(PORT, offset + 2) & 0xffff;
        byte[] raw = new byte[family == AF_INET ? 4 : 16];
        MemorySegment.copy(s, ValueLayout.JAVA_BYTE, offset + (family == AF_INET ? 4 : 8), raw, 0, raw.length);
        try {
            // InetAddress turns ::ffff:a.b.c.d into an Inet4Address.
            return new InetSocketAddress(InetAddress.getByAddress(raw), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
