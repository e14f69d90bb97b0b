package io.braid.appliance.ssh;

import java.time.Duration;

/**
 * What connections may ask of the appliance. Durations are positive.
 *
 * @param connectionsMax connections at the same time, authenticated or not
 * @param strangersMax connections at the same time that are not authenticated yet
 * @param channelsMax channels of one connection
 * @param authTriesMax attempts to authenticate in one connection
 * @param auth time from the first packet to the authentication
 * @param idle time without a packet
 */
public record SshLimits(
        int connectionsMax, int strangersMax, int channelsMax, int authTriesMax, Duration auth, Duration idle) {
    /** What fits operators and an orchestrator. */
    public static final SshLimits DEFAULT =
            new SshLimits(64, 16, 16, 6, Duration.ofSeconds(30), Duration.ofHours(1));

    public SshLimits {
        if (connectionsMax < 1 || strangersMax < 1 || channelsMax < 1 || authTriesMax < 1) {
            throw new IllegalArgumentException("limits that allow nothing");
        }
    }
}
