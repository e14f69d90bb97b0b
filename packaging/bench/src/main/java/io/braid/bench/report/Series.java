package io.braid.bench.report;

import java.util.ArrayList;
import java.util.List;

/** One figure, measured once in each round. */
public final class Series {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /** The middle one, or the mean of the two in the middle; not a number when there is none. */
    public double median() {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** The series of quotients, round by round: what disturbs a round disturbs both. */
    public Series over(Series other) {
        Series quotients = new Series();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            quotients.add(values.get(i) / other.values.get(i));
        }
        return quotients;
    }

    /** The series of differences, round by round. */
    public Series minus(Series other) {
        Series differences = new Series();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            differences.add(values.get(i) - other.values.get(i));
        }
        return differences;
    }
}
