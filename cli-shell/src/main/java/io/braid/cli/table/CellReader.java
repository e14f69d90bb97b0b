package io.braid.cli.table;

import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the cells of a column. What does not exist is an empty cell. */
final class CellReader {
    private final List<NodePath> paths;
    private final CellFormat format;

    private CellReader(List<NodePath> paths, CellFormat format) {
        this.paths = paths;
        this.format = format;
    }

    /**
     * Finds the paths of a column.
     *
     * @throws IllegalArgumentException if the model lacks one, or one does not lead to a single value
     */
    static CellReader of(Schema schema, SchemaNode row, Column column) {
        List<NodePath> paths = column.paths().stream().map(path -> NodePath.of(row, path)).toList();
        for (int i = 0; i < paths.size(); i++) {
            if (!paths.get(i).single()) {
                throw new IllegalArgumentException(column.paths().get(i) + " is no single value: name a leaf of it");
            }
        }
        return new CellReader(paths, paths.size() > 1 ? CellFormat.TEXT : format(schema, paths.getFirst().target()));
    }

    private static CellFormat format(Schema schema, SchemaNode target) {
        return switch (target) {
            case ListSchema _ -> CellFormat.NUMBER;
            case LeafListSchema _ -> CellFormat.TEXT;
            case ValueSchema leaf -> CellFormat.of(leaf.type().isNumber(), schema.meaning(leaf).units());
            default -> CellFormat.TEXT;
        };
    }

    boolean right() {
        return format.right();
    }

    /** Whether it is the key of an entry. */
    boolean key() {
        SchemaNode target = paths.getFirst().target();
        return paths.size() == 1
                && target.parent().filter(around -> around instanceof ListSchema list && list.keys().contains(target)).isPresent();
    }

    String text(Instance row) {
        String first = text(row, paths.getFirst());
        if (paths.size() == 1 || first.isEmpty()) {
            return first;
        }
        String port = text(row, paths.get(1));
        String address = first.indexOf(':') >= 0 ? "[" + first + "]" : first;
        return port.isEmpty() ? first : address + ":" + port;
    }

    private String text(Instance row, NodePath path) {
        try (Stream<Instance> found = path.from(row, TableWriter.VIEW)) {
            return path.target() instanceof ListSchema
                    ? String.valueOf(found.count())
                    : found.map(each -> format.text(each.text())).collect(Collectors.joining(","));
        }
    }
}
