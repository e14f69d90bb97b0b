package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes with value equality.
 *
 * <p>Comparing takes time that depends on the lengths only, since some of these are cookies (RFC 8803 §4.2.7), and for
 * the same reason {@link #toString} tells the length and not the content.
 */
public final class Octets {
    /** No bytes. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static Octets of(byte... bytes) {
        return new Octets(bytes.clone());
    }

    /** A copy of a part of a buffer, by absolute index, {@code to} exclusive; the buffer's position stays. */
    static Octets copyOf(ByteBuffer in, int from, int to) {
        byte[] copy = new byte[to - from];
        in.get(from, copy);
        return new Octets(copy);
    }

    public int length() {
        return bytes.length;
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The content as hexadecimal digits; not for logs when it may be a cookie. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The same bytes with zeros appended until {@code (length + extra)} is a multiple of a 32-bit word. */
    Octets padded(int extra) {
        int missing = -(bytes.length + extra) & 3;
        return missing == 0 ? this : new Octets(Arrays.copyOf(bytes, bytes.length + missing));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && MessageDigest.isEqual(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }
}
