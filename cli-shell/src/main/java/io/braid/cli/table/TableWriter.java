package io.braid.cli.table;

import io.braid.yang.codec.Lines;
import io.braid.yang.schema.Schema;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a table. Its columns are as wide as the first rows need; what is longer further down is cut off at a terminal, and
 * pushes the line out elsewhere. Where a terminal is too narrow for the columns, each row becomes a few lines with a value each.
 */
public final class TableWriter {
    /** Values that are in use, whoever set them, and state. What {@code display json} has to show to agree. */
    public static final View VIEW = new View(true, Defaults.REPORT_ALL);

    /** How many rows are kept until the widths of the columns are decided. */
    private static final int ROWS_KEPT = 1000;

    private final Table table;
    private final NodePath rows;
    private final List<CellReader> cells;
    private final int width;
    private final Lines out;

    /**
     * Prepares a table.
     *
     * @param width columns of the terminal; 0 means that there is no limit
     * @throws IllegalArgumentException if the model lacks what the table shows; the message says what it has instead
     */
    public TableWriter(Schema schema, Table table, int width, Lines out) {
        this.table = table;
        this.rows = NodePath.of(schema.root(), table.rows());
        this.cells = table.columns().stream()
                .map(column -> CellReader.of(schema, rows.target(), column))
                .toList();
        this.width = width <= 0 ? Integer.MAX_VALUE : width;
        this.out = out;
    }

    /** Writes the rows that there are, and ends the output. */
    public void write(Instance root) {
        rows(root);
        out.end();
    }

    /** Writes the rows that there are; other tables may follow. */
    void rows(Instance root) {
        try (Stream<Instance> all = rows.from(root, VIEW)) {
            rows(all);
        }
    }

    /** Writes some rows: instances of the list that the table is of. */
    void rows(Stream<Instance> some) {
        if (!table.title().isEmpty()) {
            out.line(Screen.cut(table.title(), width));
        }
        Body body = new Body();
        // Not by an iterator: that of a stream of streams takes a whole inner one at once.
        some.forEach(body::take);
        body.finish();
    }

    /** The rows that have come: kept until the layout is decided. */
    private final class Body {
        private final List<List<String>> kept = new ArrayList<>();
        private Optional<Layout> layout = Optional.empty();

        void take(Instance instance) {
            List<String> row = row(instance);
            if (layout.isPresent()) {
                layout.get().row(row, out);
                return;
            }
            kept.add(row);
            if (kept.size() == ROWS_KEPT) {
                decide();
            }
        }

        void finish() {
            if (layout.isEmpty() && kept.isEmpty()) {
                out.line(table.none());
            } else if (layout.isEmpty()) {
                decide();
            }
        }

        private void decide() {
            List<String> headers = table.columns().stream().map(Column::header).toList();
            Layout now = Layout.of(headers, cells.stream().map(CellReader::right).toList(),
                    cells.stream().map(CellReader::key).toList(), kept, width);
            now.header(out);
            kept.forEach(row -> now.row(row, out));
            kept.clear();
            layout = Optional.of(now);
        }
    }

    private List<String> row(Instance instance) {
        return cells.stream().map(cell -> Screen.plain(cell.text(instance))).toList();
    }
}
