package io.braid.cli.table;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.List;

/**
 * A table as it is declared.
 *
 * @param title what stands above it; empty if nothing does
 * @param rows the list or container whose instances are the rows: names from the root on, with {@code /} between them
 * @param columns at least one
 * @param none what is said where there are no rows
 */
public record Table(String title, String rows, List<Column> columns, String none) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** A table of some leaves of a list, with their names as headers. */
    public static Table of(ListSchema list, List<String> paths) {
        return new Table(
                "",
                rows(list),
                paths.stream().map(path -> Column.of(path, path)).toList(),
                "No " + list.name() + ".");
    }

    private static String rows(SchemaNode node) {
        return node.parent()
                .filter(around -> around.parent().isPresent())
                .map(around -> rows(around) + "/" + node.pathName())
                .orElse(node.pathName());
    }
}
