package io.braid.engine.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A line of a vector file.
 *
 * @param rows rows of the requirements it proves
 * @param clause where the document says so
 * @param given the circumstances
 * @param bytes what is received
 * @param expected the result in words
 */
record Vector(String rows, String clause, String given, byte[] bytes, String expected) {
    static List<Vector> load(String name) {
        try (var in = Vector.class.getResourceAsStream("/convert/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Vector::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector parse(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("five cells expected: " + line);
        }
        String[] cell = Arrays.stream(cells).map(String::strip).toArray(String[]::new);
        return new Vector(cell[0], cell[1], cell[2], Rendering.bytes(cell[3]), cell[4]);
    }

    @Override
    public String toString() {
        return rows + " " + clause + " (" + given + ")";
    }
}
