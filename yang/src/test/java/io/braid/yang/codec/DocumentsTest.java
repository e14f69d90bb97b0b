package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.validate.DocumentCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good documents have no problems; wrong ones have exactly those in the file beside them, all at once, with line, column,
 * path and reason (S5.1, S5.2.1-a, S5.4-a, S7.2-c).
 */
final class DocumentsTest {
    private static final Path DOCUMENTS = Path.of("src/test/resources/documents");

    static List<Path> good() throws IOException {
        return in("good");
    }

    static List<Path> wrong() throws IOException {
        return in("wrong");
    }

    private static List<Path> in(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(DOCUMENTS)) {
            return files.filter(file -> file.getParent().endsWith(folder) && file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void isGood(Path file) throws IOException {
        assertEquals("", problems(file));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isWrong(Path file) throws IOException {
        String expected = Files.readString(Path.of(file.toString().replace(".xml", ".problems")));
        assertFalse(expected.isBlank());
        assertEquals(expected, problems(file));
    }

    private static String problems(Path file) throws IOException {
        Schema schema = file.startsWith(DOCUMENTS.resolve("mcp")) ? Models.braid() : Kitchen.SCHEMA;
        try (InputStream in = Files.newInputStream(file)) {
            Document document = new XmlReader(schema, 1 << 20).read(in);
            StringBuilder text = new StringBuilder();
            for (Problem problem : new DocumentCheck(schema).problems(document)) {
                text.append(problem.line()).append(':').append(problem.column()).append(' ');
                text.append(problem.path()).append(": ").append(problem.reason()).append('\n');
            }
            return text.toString();
        }
    }
}
