package io.braid.engine.admission;

/** A rate with a burst of one second's worth. */
final class TokenBucket {
    private static final double MS_PER_SECOND = 1000;

    private double tokens;
    private long filledAt;

    /** A full one. */
    TokenBucket(int perSecond, long now) {
        this.tokens = perSecond;
        this.filledAt = now;
    }

    /** Takes a token, when there is one. */
    boolean take(int perSecond, long now) {
        fill(perSecond, now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Whether it holds all it can. */
    boolean full(int perSecond, long now) {
        fill(perSecond, now);
        return tokens >= perSecond;
    }

    private void fill(int perSecond, long now) {
        tokens = Math.min(perSecond, tokens + (now - filledAt) * perSecond / MS_PER_SECOND);
        filledAt = now;
    }
}
