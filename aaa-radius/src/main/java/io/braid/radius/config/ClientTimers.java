package io.braid.radius.config;

import java.time.Duration;

/**
 * How long a client waits (RFC 5080 §2.2.1). Each wait is twice the one before, and up to a tenth more or less.
 *
 * @param initialRetransmission before the same bytes are sent again, 50 ms to 16 s
 * @param retransmissionsMax how often they are, 0 to 10; then another server is asked
 * @param giveUp for an answer of any server, 1 to 30 s
 * @param probeInterval between two Status-Servers to one that is silent (RFC 5997), 1 s to 1 h
 */
public record ClientTimers(
        Duration initialRetransmission, int retransmissionsMax, Duration giveUp, Duration probeInterval) {
    public ClientTimers {
        check("initial-retransmission", initialRetransmission, Duration.ofMillis(50), Duration.ofSeconds(16));
        check("give-up", giveUp, Duration.ofSeconds(1), Duration.ofSeconds(30));
        check("probe-interval", probeInterval, Duration.ofSeconds(1), Duration.ofHours(1));
        if (retransmissionsMax < 0 || retransmissionsMax > 10) {
            throw new IllegalArgumentException("0 to 10 retransmissions, not " + retransmissionsMax);
        }
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
        }
    }
}
