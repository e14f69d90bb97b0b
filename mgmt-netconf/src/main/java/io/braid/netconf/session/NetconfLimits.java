package io.braid.netconf.session;

import java.time.Duration;

/**
 * What a session may ask of the appliance. Durations are positive.
 *
 * @param sessionsMax sessions at the same time
 * @param messageBytesMax longest message
 * @param depthMax how deep elements of a message may be nested
 * @param hello time for the hello of the peer
 * @param message time from the first byte of a message to its last; of a notification, for the peer to take it
 * @param idle time without a message, unless the session has a subscription
 * @param notificationsMax notifications that wait for a peer that reads slowly
 */
public record NetconfLimits(
        int sessionsMax,
        long messageBytesMax,
        int depthMax,
        Duration hello,
        Duration message,
        Duration idle,
        int notificationsMax) {
    /** What fits an appliance with 100,000 list entries in an edit. */
    public static final NetconfLimits DEFAULT = new NetconfLimits(
            64, 64L << 20, 64, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1), 1000);

    public NetconfLimits {
        if (sessionsMax < 1 || messageBytesMax < 1 || depthMax < 4 || notificationsMax < 1) {
            throw new IllegalArgumentException("limits that allow nothing");
        }
    }
}
