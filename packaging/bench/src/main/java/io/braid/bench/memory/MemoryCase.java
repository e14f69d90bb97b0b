package io.braid.bench.memory;

import io.braid.bench.proxy.Mode;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Idle conversions in one mode, and what each relay kept for them. */
final class MemoryCase {
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final String PER_CONVERSION = "_bytes_per_conversion";

    private final Mode mode;
    private final Map<String, Series> figures = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    MemoryCase(Mode mode) {
        this.mode = mode;
    }

    Mode mode() {
        return mode;
    }

    String name() {
        return mode.label() + "-idle-" + MemoryBench.COUNTS.getLast();
    }

    /**
     * Takes what a relay kept at each of the counts.
     *
     * @param what of which relay, as in the keys of figures
     * @param mebibytes one for each of {@link MemoryBench#COUNTS}
     * @return bytes per conversion
     */
    double measured(String what, List<Double> mebibytes) {
        for (int i = 0; i < mebibytes.size(); i++) {
            add(what + "_mib_" + MemoryBench.COUNTS.get(i), mebibytes.get(i));
        }
        double slope = slope(MemoryBench.COUNTS, mebibytes) * BYTES_PER_MIB;
        add(what + PER_CONVERSION, slope);
        return slope;
    }

    /** The slope of the straight line that fits best. */
    private static double slope(List<Integer> counts, List<Double> values) {
        double meanCount = counts.stream().mapToInt(i -> i).average().orElseThrow();
        double meanValue = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (counts.get(i) - meanCount) * (values.get(i) - meanValue);
            below += (counts.get(i) - meanCount) * (counts.get(i) - meanCount);
        }
        return above / below;
    }

    void failed(String relay, String why) {
        failures.add(relay + ": " + why);
    }

    private void add(String key, double value) {
        figures.computeIfAbsent(key, _ -> new Series()).add(value);
    }

    private Series of(String what) {
        return figures.getOrDefault(what + PER_CONVERSION, new Series());
    }

    CaseResult result() {
        Map<String, Double> ratio = new LinkedHashMap<>();
        Map<String, Double> told = new LinkedHashMap<>();
        if (failures.isEmpty()) {
            // A collector gives memory back when it likes: RSS tells nothing of a single conversion.
            Series kept = of(MemoryBench.HAPROXY_RSS).over(of(MemoryBench.BRAID_HEAP));
            ratio.put("haproxy-equal-buffers", kept.median());
            told.put("ratio_min", kept.min());
            told.put("ratio_max", kept.max());
        }
        figures.forEach((key, series) -> {
            told.put(key, series.median());
            if (key.endsWith(PER_CONVERSION)) {
                told.put(key + "_min", series.min());
                told.put(key + "_max", series.max());
            }
        });
        return new CaseResult(MemoryBench.NAME, name(), ratio, told, failures);
    }
}
