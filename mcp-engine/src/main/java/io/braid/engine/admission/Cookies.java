package io.braid.engine.admission;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cookies by which a customer proves that it receives what is sent to its address (RFC 8803 §4.2.7, RFC 7413 §4.1.2): a
 * keyed hash of the address. The key of a period follows from a secret of this process; cookies of the period before are
 * still taken, so that each is good for one to two lifetimes. They end with the process.
 */
public final class Cookies {
    /** Bytes of a cookie, a multiple of four since its TLV counts words. */
    public static final int BYTES = 16;

    private static final String HASH = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final byte[] secret = new byte[SECRET_BYTES];

    public Cookies() {
        new SecureRandom().nextBytes(secret);
    }

    /**
     * The cookie of an address now.
     *
     * @param now milliseconds
     * @param lifetimeMs a key's lifetime
     */
    public byte[] of(InetAddress customer, long now, long lifetimeMs) {
        return ofPeriod(customer, Math.floorDiv(now, lifetimeMs));
    }

    /** Whether a cookie is the customer's, of this period or the one before; takes the same time for every answer. */
    public boolean valid(byte[] cookie, InetAddress customer, long now, long lifetimeMs) {
        long period = Math.floorDiv(now, lifetimeMs);
        boolean present = MessageDigest.isEqual(ofPeriod(customer, period), cookie);
        boolean previous = MessageDigest.isEqual(ofPeriod(customer, period - 1), cookie);
        return present | previous;
    }

    private byte[] ofPeriod(InetAddress customer, long period) {
        byte[] key = hash(secret, ByteBuffer.allocate(Long.BYTES).putLong(period).array());
        return Arrays.copyOf(hash(key, customer.getAddress()), BYTES);
    }

    private static byte[] hash(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(key, HASH));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HASH, e);
        }
    }
}
