package io.braid.cli.command;

import io.braid.yang.datastore.PendingCommit;
import java.time.Duration;
import java.time.Instant;

/** How long something still takes, as people read it. */
public final class Countdown {
    private Countdown() {}

    /** Such as {@code 4:07}, minutes and seconds. */
    public static String text(Duration left) {
        long seconds = Math.max(0, left.plusMillis(500).toSeconds());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /** How long a commit still waits for its confirmation. */
    public static String text(PendingCommit pending) {
        return text(Duration.between(Instant.now(), pending.deadline()));
    }
}
