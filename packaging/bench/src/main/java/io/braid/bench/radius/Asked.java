package io.braid.bench.radius;

/**
 * What became of many questions.
 *
 * @param answered those that a server answered
 * @param lost those that no server answered
 * @param instead what those got instead, as far as that is known
 * @param seconds how long all took together
 */
record Asked(long answered, long lost, String instead, double seconds) {
    double perSecond() {
        return answered / seconds;
    }

    /** How many were lost, and to what. */
    String losses() {
        return lost + " lost" + (instead.isEmpty() ? "" : " (" + instead + ")");
    }
}
