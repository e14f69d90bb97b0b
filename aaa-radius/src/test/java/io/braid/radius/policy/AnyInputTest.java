package io.braid.radius.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.radius.packet.Attributes;
import io.braid.radius.rule.RuleException;
import io.braid.radius.rule.RuleLists;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tinyradius.core.dictionary.Dictionary;

/** Whatever a server sends is read, or refused by the exception for it. */
@Timeout(30)
final class AnyInputTest {
    private static final Dictionary DICTIONARY = VendorDictionary.of(32473);
    private static final int ROUNDS = 20_000;
    private static final String[] WORDS = {
        "permit", "deny", "in", "out", "6", "ip", "256", "from", "to", "any", "assigned", "!", "!any", "10.0.0.0/8", "::/0",
        "::ffff:10.0.0.1/96", "1.2.3.4", "1.2.3.", "80", "80-", "-80", "1-2,3", ",", "/", ":", "::", "setup", "frag", "\0",
        "\u00e9", "\t", ""
    };

    private final Random random = new Random(4849);

    @Test
    void readsOrRefusesRules() {
        RuleLists lists = new RuleLists();
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder rule = new StringBuilder(i % 2 == 0 ? "permit in 6 from " : "");
            for (int words = random.nextInt(10); words >= 0; words--) {
                rule.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(8) == 0 ? "" : " ");
            }
            try {
                lists.of(rule.toString().getBytes(StandardCharsets.ISO_8859_1));
                read++;
            } catch (RuleException _) {
                // As it should be.
            }
        }
        assertTrue(read > 0, "some are rules");
    }

    @Test
    void readsOrRefusesAttributes() {
        PolicyReader reader = new PolicyReader(new RuleLists(), _ -> Optional.empty());
        int[] types = {1, 8, 11, 24, 25, 26, 27, 28, 29, 85, 89, 92, 97, 123, 168};
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int length = random.nextInt(20);
            byte[] octets = new byte[2 + length];
            random.nextBytes(octets);
            octets[0] = (byte) types[random.nextInt(types.length)];
            octets[1] = (byte) octets.length;
            if (octets[0] == 26 && length > 7) {
                // Braid's number, one of its attributes, and a length that fits.
                byte[] head = {0, 0, 0x7e, (byte) 0xd9, (byte) (1 + random.nextInt(24)), (byte) (length - 4)};
                System.arraycopy(head, 0, octets, 2, head.length);
            }
            try {
                reader.accept(Attributes.read(DICTIONARY, octets));
                read++;
            } catch (PolicyException _) {
                // As it should be.
            }
        }
        assertTrue(read > 0, "some are attributes");
    }
}
