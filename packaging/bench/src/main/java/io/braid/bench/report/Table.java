package io.braid.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The cases of a bench, a line each, ratios first. */
public final class Table {
    private Table() {}

    /** The lines. */
    public static List<String> lines(List<Column> columns, List<CaseResult> results) {
        List<List<String>> rows = new ArrayList<>();
        List<String> titles = new ArrayList<>(List.of("CASE"));
        columns.forEach(column -> titles.add(column.title()));
        rows.add(titles);
        for (CaseResult result : results) {
            List<String> row = new ArrayList<>(List.of(result.name()));
            columns.forEach(column -> row.add(column.cell(result)));
            rows.add(row);
        }
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < titles.size(); c++) {
                int width = width(rows, c);
                line.append(String.format(c == 0 ? "%-" + width + "s" : "  %" + width + "s", rows.get(r).get(c)));
            }
            lines.add(line.toString());
            if (r > 0) {
                results.get(r - 1).failures().forEach(failure -> lines.add("    FAILED " + failure));
            }
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
