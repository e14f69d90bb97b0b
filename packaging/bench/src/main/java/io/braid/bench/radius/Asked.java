package io.braid.bench.radius;

/**
 * What became of many questions.
 *
 * @param answered those that a server answered
 * @param lost those that no server answered
 * @param seconds how long all took together
 */
record Asked(long answered, long lost, double seconds) {
    double perSecond() {
        return answered / seconds;
    }
}
