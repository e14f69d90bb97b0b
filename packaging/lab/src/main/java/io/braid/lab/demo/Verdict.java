package io.braid.lab.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the demonstration came to.
 *
 * @param first the first path alone
 * @param second the second path alone
 * @param both both together, through the conversion points
 */
record Verdict(Measured first, Measured second, Measured both) {
    /** Whether both together were faster than either alone, both ways, and all streams arrived whole. */
    boolean holds() {
        return both.down() > Math.max(first.down(), second.down())
                && both.up() > Math.max(first.up(), second.up())
                && first.whole()
                && second.whole()
                && both.whole();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%-12s %16s %16s   %-12s %s".formatted("", "download", "upload", "hashes", "SHA-256 down / up"));
        for (Measured m : List.of(first, second, both)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %9.1f Mbit/s %9.1f Mbit/s   %-12s %s",
                    m.name(),
                    m.down(),
                    m.up(),
                    m.whole() ? "equal" : "DIFFERENT",
                    m.hashes()));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: both paths together carry %.0f %% (down) and %.0f %% (up) of their sum, %.2f and %.2f times the "
                        + "better one alone",
                holds() ? "yes" : "NO",
                100 * both.down() / (first.down() + second.down()),
                100 * both.up() / (first.up() + second.up()),
                both.down() / Math.max(first.down(), second.down()),
                both.up() / Math.max(first.up(), second.up())));
        return lines;
    }
}
