package io.braid.lab.link;

/**
 * What a cable does to frames of one direction.
 *
 * @param rateMbit rate in Mbit/s of Ethernet frames, 0 for unlimited
 * @param delayMs one-way delay in milliseconds, 0 or more
 * @param loss share of frames lost at random, 0 to 1
 * @param queueMs longest time in milliseconds a frame waits for its turn at this rate; frames beyond are dropped
 */
public record Shape(double rateMbit, double delayMs, double loss, int queueMs) {
    /** A cable that does nothing to frames. */
    public static final Shape NONE = new Shape(0, 0, 0, 100);

    private static final int QUEUE_MS = 100;

    public Shape {
        if (rateMbit < 0 || delayMs < 0 || loss < 0 || loss > 1 || queueMs < 1) {
            throw new IllegalArgumentException("no such link: " + rateMbit + " Mbit/s, " + delayMs + " ms, " + loss);
        }
    }

    /** Rate in Mbit/s and one-way delay in milliseconds, no loss, a queue of 100 ms. */
    public static Shape of(double rateMbit, double delayMs) {
        return new Shape(rateMbit, delayMs, 0, QUEUE_MS);
    }

    /** The same with random loss. */
    public Shape withLoss(double share) {
        return new Shape(rateMbit, delayMs, share, queueMs);
    }

    /** Whether frames must pass through a {@link Forwarder}. */
    public boolean needsForwarder() {
        return delayMs > 0 || loss > 0;
    }
}
