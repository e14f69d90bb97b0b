package io.braid.bench.report;

/**
 * What a figure is to be.
 *
 * @param key of the figure
 * @param bound the value it is measured by
 * @param most whether it is to be at most the bound; else at least
 */
public record Goal(String key, double bound, boolean most) {
    public static Goal atMost(String key, double bound) {
        return new Goal(key, bound, true);
    }

    public static Goal atLeast(String key, double bound) {
        return new Goal(key, bound, false);
    }

    /** Whether a value, as it is told, is good enough. What was not measured is not. */
    public boolean met(Double value) {
        return value != null && (most ? value <= bound : value >= bound);
    }

    /** The bound in words. */
    public String words() {
        return (most ? "at most " : "at least ")
                + (bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound));
    }
}
