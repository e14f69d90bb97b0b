package io.braid.cli.table;

import java.util.List;

/**
 * A column of a table. How its values look follows from the model: numbers stand right, and their units say whether they are
 * amounts of data or times.
 *
 * @param header what stands above it
 * @param paths where the value is, from the entry on: names with {@code /} between them, {@code ..} for the node around. The
 *     path of a list stands for the number of its entries, that of a leaf-list for its values. Of two paths the second one is
 *     the port of the address at the first
 */
public record Column(String header, List<String> paths) {
    public Column {
        paths = List.copyOf(paths);
    }

    /** A column of the value at a path, or at the two of an address and its port. */
    public static Column of(String header, String... paths) {
        return new Column(header, List.of(paths));
    }
}
