package io.braid.yang.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.codec.Problem;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Yanglint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A good configuration with one thing changed, judged by us and by yanglint: the engine gets nothing that it cannot honour
 * (S5.1, S5.2.1-a, S5.2.1-b, S5.4-a, S7.2-c).
 */
@Timeout(60)
final class MutationsTest {
    private static final Path DOCUMENTS = Path.of("src/test/resources/documents/mcp");

    static List<String> mutations() throws IOException {
        return Files.readAllLines(DOCUMENTS.resolve("mutations.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isJudgedAsExpected(String line, @TempDir Path work) throws Exception {
        String[] parts = line.split(" ?\\| ?", 3);
        String base = Files.readString(DOCUMENTS.resolve("good/everything.xml"));
        assertTrue(base.contains(parts[1]), "nothing to replace");
        String mutant = replaceLast(base, parts[1], parts[2]);
        assertNotEquals(base, mutant);
        String problems = problems(mutant);
        assertEquals(parts[0], problems.isEmpty() ? "good" : "wrong", problems);
        Path file = Files.writeString(work.resolve("mutant.xml"), mutant);
        Yanglint.Verdict verdict = Yanglint.config("braid-mcp@2026-11-23", file);
        assertEquals(parts[0], verdict.accepted() ? "good" : "wrong", verdict.said());
    }

    /** The last place: the services that a mutation means come after the interfaces. */
    private static String replaceLast(String text, String what, String by) {
        int at = text.lastIndexOf(what);
        return text.substring(0, at) + by + text.substring(at + what.length());
    }

    private static String problems(String text) {
        XmlReader reader = new XmlReader(Models.braid(), 1 << 20);
        return new DocumentCheck(Models.braid())
                .problems(reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))).stream()
                        .map(Problem::reason)
                        .collect(Collectors.joining("\n"));
    }
}
