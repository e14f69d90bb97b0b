package io.braid.cli.table;

import io.braid.yang.codec.Lines;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a table of whatever list is shown. */
public final class ListTable {
    private ListTable() {}

    /**
     * Writes columns of the list that is shown, and ends the output.
     *
     * @param around the node in which the shown one stands, or would
     * @param shown what is shown: a list, or a container that holds one list
     * @param entry the one entry that is shown; empty for all
     * @param columns names of leaves, or paths to them from an entry on
     * @throws IllegalArgumentException if there is no such list or column; the message says what there is
     */
    public static void write(
            Schema schema, Instance around, InnerSchema shown, Optional<Instance> entry, List<String> columns, int width, Lines out) {
        ListSchema list = list(shown);
        TableWriter writer = new TableWriter(schema, Table.of(list, columns), width, out);
        if (entry.isPresent()) {
            writer.rows(Stream.of(entry.get()));
        } else {
            try (Stream<Instance> entries = entries(around, shown, list)) {
                writer.rows(entries);
            }
        }
        out.end();
    }

    private static Stream<Instance> entries(Instance around, InnerSchema shown, ListSchema list) {
        if (shown == list) {
            return around.present(list, Map.of(), Long.MAX_VALUE);
        }
        return TableWriter.VIEW
                .instances(around, shown, Map.of(), 1)
                .flatMap(inner -> inner.present(list, Map.of(), Long.MAX_VALUE));
    }

    private static ListSchema list(InnerSchema shown) {
        if (shown instanceof ListSchema list) {
            return list;
        }
        List<SchemaNode> lists =
                shown.children().stream().filter(ListSchema.class::isInstance).toList();
        if (lists.size() != 1) {
            throw new IllegalArgumentException(lists.isEmpty()
                    ? shown.word() + " has no list that could be a table"
                    : "which list is to be a table? Show one of: "
                            + String.join(", ", lists.stream().map(SchemaNode::word).toList()));
        }
        return (ListSchema) lists.getFirst();
    }
}
