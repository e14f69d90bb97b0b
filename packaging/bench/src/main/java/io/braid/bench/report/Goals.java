package io.braid.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures beside their goals, a line each. */
public final class Goals {
    private Goals() {}

    /** The lines; none if there are no goals. */
    public static List<String> lines(List<CaseResult> results) {
        List<String> lines = new ArrayList<>();
        for (CaseResult result : results) {
            for (Goal goal : result.goals()) {
                if (lines.isEmpty()) {
                    lines.add(line("FIGURE", "MEDIAN", "MIN", "MAX", "GOAL", ""));
                }
                lines.add(line(
                        goal.key(),
                        cell(result, goal.key()),
                        cell(result, goal.key() + "_min"),
                        cell(result, goal.key() + "_max"),
                        goal.words(),
                        goal.met(result.figures().get(goal.key())) ? "met" : "MISSED"));
            }
        }
        return lines;
    }

    private static String line(String figure, String median, String min, String max, String goal, String met) {
        return String.format("%-28s %9s %9s %9s  %-12s %s", figure, median, min, max, goal, met).stripTrailing();
    }

    private static String cell(CaseResult result, String key) {
        Double value = result.figures().get(key);
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
