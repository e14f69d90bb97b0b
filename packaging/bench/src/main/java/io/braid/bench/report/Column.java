package io.braid.bench.report;

import java.util.Map;

/**
 * A column of a bench's table.
 *
 * @param title above it
 * @param key of the ratio or figure in it
 * @param decimals digits after the point
 */
public record Column(String title, String key, int decimals) {
    String cell(CaseResult result) {
        Map<String, Double> from = result.ratio().containsKey(key) ? result.ratio() : result.figures();
        Double value = from.get(key);
        return value == null ? "-" : String.format(java.util.Locale.ROOT, "%." + decimals + "f", value);
    }
}
