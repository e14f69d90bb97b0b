package io.braid.engine.trace;

import java.net.InetAddress;

/**
 * Addresses that begin alike.
 *
 * @param address one of them; bits behind the length do not matter
 * @param length bits that are alike, 0 to 32 or 128
 */
public record AddressPrefix(InetAddress address, int length) {
    public AddressPrefix {
        int most = address.getAddress().length * Byte.SIZE;
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a prefix length of 0 to " + most + " is possible, not " + length);
        }
    }

    /**
     * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static AddressPrefix of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no prefix: " + text);
        }
        return new AddressPrefix(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether an address is one of them; never one of the other family. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, bit + Byte.SIZE - length);
            if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
