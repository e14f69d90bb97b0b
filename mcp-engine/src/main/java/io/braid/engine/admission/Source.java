package io.braid.engine.admission;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Whom budgets are kept for: an IPv4 address, or the IPv6 prefix that one customer has. */
record Source(long high, long low) {
    private static final long MAPPED = 0xFFFF_0000_0000L;

    /** @param prefixLength bits of an IPv6 address that tell customers apart, 1 to 128 */
    static Source of(InetAddress address, int prefixLength) {
        ByteBuffer raw = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) {
            return new Source(0, MAPPED | Integer.toUnsignedLong(raw.getInt()));
        }
        return new Source(raw.getLong() & mask(prefixLength), raw.getLong() & mask(prefixLength - Long.SIZE));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }
}
