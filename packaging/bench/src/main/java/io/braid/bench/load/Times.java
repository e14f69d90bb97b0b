package io.braid.bench.load;

import java.util.Arrays;

/** How long each of many like things took. */
public final class Times {
    private static final double HALF = 0.5;
    private static final double P99 = 0.99;
    private static final double NANOS_PER_MS = 1e6;

    private final long[] nanos;
    private int count;

    /** Has room for as many as are to be added, so that nothing is allocated while they are taken. */
    Times(int most) {
        nanos = new long[most];
    }

    void add(long took) {
        nanos[count++] = took;
    }

    boolean full() {
        return count == nanos.length;
    }

    public int count() {
        return count;
    }

    /** Milliseconds that half of them did not exceed. */
    public double medianMillis() {
        return millis(HALF);
    }

    /** Milliseconds that 99 of 100 did not exceed. */
    public double p99Millis() {
        return millis(P99);
    }

    private double millis(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) (count * part)] / NANOS_PER_MS;
    }
}
