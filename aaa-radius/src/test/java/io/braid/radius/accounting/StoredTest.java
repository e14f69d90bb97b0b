package io.braid.radius.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.radius.packet.Attributes;
import io.braid.radius.policy.VendorDictionary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report comes from the disk as it went there. */
final class StoredTest {
    @Test
    void isTheSameAlsoUnderAnotherVendorNumber() {
        Attributes report = Attributes.with(VendorDictionary.of(32473))
                .number("Acct-Status-Type", 2)
                .text("Acct-Session-Id", "s1")
                .octets("Class", new byte[] {-1, 0})
                .octets("Mcp-Path-Usage", new byte[] {3, 10, 0, 0, 0, 0, 0, 0, 0, 7})
                .build();
        Stored stored = Stored.of("s1", report);
        Stored read = Stored.read(stored.bytes());
        assertEquals("s1", read.session());
        Attributes other = read.attributes(VendorDictionary.of(4711)).build();
        assertArrayEquals(stored.attributes(), Stored.of("s1", other).attributes());
        assertEquals(Optional.of("s1"), other.text("Acct-Session-Id"));
    }
}
