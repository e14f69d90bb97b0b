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

/**
 * What one command shows.
 *
 * @param help what it is, in a few words
 * @param place the container or list that holds all of it, names from the root on: what the same command shows in other formats
 * @param tables one below the other
 */
public record TableView(String help, String place, List<Table> tables) {
    public TableView {
        tables = List.copyOf(tables);
    }

    /**
     * Writes the tables, and ends the output.
     *
     * @param root the root of configuration and state
     * @param width columns of the terminal; 0 means that there is no limit
     */
    public void write(Schema schema, Instance root, int width, Lines out) {
        for (int i = 0; i < tables.size(); i++) {
            if (i > 0) {
                out.line("");
            }
            new TableWriter(schema, tables.get(i), width, out).write(root);
        }
        out.end();
    }

    /**
     * Writes columns of the list that is shown, and ends the output.
     *
     * @param around the node in which the shown one stands, or would
     * @param shown what is shown: a list, or a container that holds one list
     * @param entry the one entry that is shown; empty for all
     * @param columns names of leaves, or paths to them from an entry on
     * @throws IllegalArgumentException if there is no such list or column; the message says what there is
     */
    public static void columns(
            Schema schema, Instance around, InnerSchema shown, Optional<Instance> entry, List<String> columns, int width, Lines out) {
        ListSchema list = list(shown);
        TableWriter writer = new TableWriter(schema, Table.of(list, columns), width, out);
        if (entry.isPresent()) {
            writer.write(List.of(entry.get()).iterator());
        } else {
            try (Stream<Instance> entries = entries(around, shown, list)) {
                writer.write(entries.iterator());
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
