package io.braid.engine.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Cookies belong to one address, one process and two lifetimes of a key (X-8803-1; RFC 7413 §4.1.2). */
final class CookiesTest {
    private static final InetAddress CUSTOMER = InetAddress.ofLiteral("192.0.2.1");
    private static final long LIFETIME = 60_000;

    private final Cookies cookies = new Cookies();

    @Test
    void aCookieIsGoodForTheKeysLifetimeAndTheNext() {
        byte[] cookie = cookies.of(CUSTOMER, LIFETIME, LIFETIME);
        assertEquals(Cookies.BYTES, cookie.length);
        assertTrue(cookies.valid(cookie, CUSTOMER, LIFETIME, LIFETIME));
        assertTrue(cookies.valid(cookie, CUSTOMER, 3 * LIFETIME - 1, LIFETIME));
        assertFalse(cookies.valid(cookie, CUSTOMER, 3 * LIFETIME, LIFETIME));
    }

    @Test
    void othersCookiesAreNotGood() {
        byte[] cookie = cookies.of(CUSTOMER, 0, LIFETIME);
        assertFalse(cookies.valid(cookie, InetAddress.ofLiteral("192.0.2.2"), 0, LIFETIME));
        assertFalse(new Cookies().valid(cookie, CUSTOMER, 0, LIFETIME));
        assertFalse(cookies.valid(new byte[0], CUSTOMER, 0, LIFETIME));
        assertFalse(cookies.valid(java.util.Arrays.copyOf(cookie, 20), CUSTOMER, 0, LIFETIME), "with padding behind it");
        cookie[15] ^= 1;
        assertFalse(cookies.valid(cookie, CUSTOMER, 0, LIFETIME));
    }
}
