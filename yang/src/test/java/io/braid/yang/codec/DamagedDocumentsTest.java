package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.braid.yang.schema.Kitchen;
import io.braid.yang.validate.DocumentCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever becomes of a document, reading it ends with a list of problems, never with an exception. */
final class DamagedDocumentsTest {
    private static final byte[] GOOD = good();

    private static byte[] good() {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/documents/kitchen/good/full.xml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A piece of the document put in the place of another. */
    record Damage(int from, int length, int to) {
        byte[] done(byte[] text) {
            byte[] piece = Arrays.copyOfRange(text, from, Math.min(text.length, from + length));
            byte[] result = text.clone();
            System.arraycopy(piece, 0, result, Math.min(to, text.length - piece.length), piece.length);
            return result;
        }
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, GOOD.length - 1),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(0, GOOD.length - 1))
                .as(Damage::new);
    }

    @Property(tries = 500)
    void piecesInTheWrongPlaceAreProblemsAtMost(@ForAll("damages") Damage first, @ForAll("damages") Damage second) {
        check(second.done(first.done(GOOD)));
    }

    @Property(tries = 300)
    void aPieceOfADocumentIsNotWellFormed(@ForAll("damages") Damage cut) {
        // Without its last line feed the document is still whole.
        byte[] piece = Arrays.copyOf(GOOD, Math.min(cut.from(), GOOD.length - 2));
        assertFalse(check(piece).isEmpty());
    }

    @Property(tries = 200)
    void elementsLeftOutAreProblemsAtMost(@ForAll("damages") Damage cut) {
        List<String> lines = new String(GOOD, StandardCharsets.UTF_8).lines().toList();
        int skipped = cut.from() % lines.size();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == skipped ? "" : lines.get(i)).append('\n');
        }
        check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Problem> check(byte[] text) {
        Document document = new XmlReader(Kitchen.SCHEMA, 1 << 20).read(new ByteArrayInputStream(text));
        assertNotNull(document.root());
        return new DocumentCheck(Kitchen.SCHEMA).problems(document);
    }
}
