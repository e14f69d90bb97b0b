package io.braid.engine.config;

import java.time.Duration;

/**
 * What an upstream service does when a concentrator cannot take a customer's connection.
 *
 * @param action where the connection goes when no concentrator is left
 * @param patience longest wait for a concentrator's handshake, and for its answer, before another way is tried
 * @param retryAfter how long a failure is remembered before the concentrator is probed
 * @param firstBytesMax most of a customer's bytes that are sent before the concentrator's answer, and kept for another way
 */
public record FallbackConfig(Action action, Duration patience, Duration retryAfter, int firstBytesMax) {
    /** Where a connection goes that no concentrator can take. */
    public enum Action {
        /** To the server itself, as plain TCP. */
        PLAIN_TCP,
        /** Nowhere: it is reset. */
        REFUSE
    }
}
