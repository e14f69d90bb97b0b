package io.braid.bench.comparison;

/**
 * How thoroughly a bench measures.
 *
 * @param rounds how often each relay has its turn in each case, 1 or more
 * @param quick shorter turns and warm-ups: for seeing that it works, not for publishing
 */
public record Plan(int rounds, boolean quick) {
    /** Rounds unless told otherwise: the least that has a middle. */
    public static final int ROUNDS = 3;

    /** One of two lengths in milliseconds. */
    public int millis(int whenQuick, int otherwise) {
        return quick ? whenQuick : otherwise;
    }
}
