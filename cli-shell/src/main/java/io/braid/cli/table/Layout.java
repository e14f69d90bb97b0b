package io.braid.cli.table;

import io.braid.yang.codec.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the cells of a row stand. */
sealed interface Layout {
    /** What stands above the rows. */
    void header(Lines out);

    /** A row. */
    void row(List<String> cells, Lines out);

    /**
     * The layout that shows most of some rows.
     *
     * @param right whether the cells of each column stand right
     * @param keys whether they are keys, which commands want whole: they are cut last
     * @param width columns of the terminal
     */
    static Layout of(
            List<String> headers, List<Boolean> right, List<Boolean> keys, List<List<String>> rows, int width) {
        return Columns.fitting(headers, right, keys, rows, width)
                .<Layout>map(widths -> new Columns(headers, right, widths, width))
                .orElseGet(() -> new Records(headers, width));
    }

    /** Cells side by side. */
    record Columns(List<String> headers, List<Boolean> right, int[] widths, int width) implements Layout {
        private static final String GAP = "  ";

        /** A text is not cut to less. */
        private static final int LEAST = 8;

        /** The widths of columns that fit, texts cut where they must be; empty if nothing fits. */
        static Optional<int[]> fitting(
                List<String> headers, List<Boolean> right, List<Boolean> keys, List<List<String>> rows, int width) {
            int[] widths = headers.stream().mapToInt(Screen::width).toArray();
            for (List<String> row : rows) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], Screen.width(row.get(i)));
                }
            }
            long all = GAP.length() * (widths.length - 1L);
            for (int each : widths) {
                all += each;
            }
            while (all > width) {
                int widest = widest(widths, right, keys, false);
                widest = widest < 0 ? widest(widths, right, keys, true) : widest;
                if (widest < 0) {
                    return Optional.empty();
                }
                widths[widest]--;
                all--;
            }
            return Optional.of(widths);
        }

        /** The widest column of texts that can be cut; of keys, or of others; -1 if there is none. */
        private static int widest(int[] widths, List<Boolean> right, List<Boolean> keys, boolean key) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean shrinks = !right.get(i) && keys.get(i) == key && widths[i] > LEAST;
                if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            return widest;
        }

        @Override
        public void header(Lines out) {
            row(headers, out);
        }

        @Override
        public void row(List<String> cells, Lines out) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = width < Integer.MAX_VALUE && !right.get(i) ? Screen.cut(cells.get(i), widths[i]) : cells.get(i);
                line.append(i == 0 ? "" : GAP).append(Screen.in(cell, widths[i], right.get(i)));
            }
            out.line(line.toString().stripTrailing());
        }
    }

    /** Cells one below the other, a blank line between rows. */
    final class Records implements Layout {
        private final List<String> headers;
        private final int width;
        private boolean first = true;

        Records(List<String> headers, int width) {
            this.headers = headers;
            this.width = width;
        }

        @Override
        public void header(Lines out) {
            // Each value has its header before it.
        }

        @Override
        public void row(List<String> cells, Lines out) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < headers.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    lines.add(Screen.cut(headers.get(i) + ": " + cells.get(i), width));
                }
            }
            if (!first) {
                out.line("");
            }
            first = false;
            lines.forEach(out::line);
        }
    }
}
