package io.braid.engine.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

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

    /** The first {@code length} bits of an address; all others are 0, so that equal prefixes are equal objects. */
    public static AddressPrefix around(InetAddress address, int length) {
        byte[] bytes = address.getAddress();
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit += Byte.SIZE) {
            bytes[bit / Byte.SIZE] &= (byte) mask(length - bit);
        }
        try {
            return new AddressPrefix(InetAddress.getByAddress(bytes), length);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has the length of an address", e);
        }
    }

    /** The first bits of an octet. */
    private static int mask(int bits) {
        return 0xff << Math.clamp(Byte.SIZE - bits, 0, Byte.SIZE);
    }

    /** Whether an address is one of them; never one of the other family. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask(length - bit)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all addresses of another prefix are among these. */
    public boolean contains(AddressPrefix other) {
        return other.length >= length && contains(other.address);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + length;
    }
}
