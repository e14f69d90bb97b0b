package io.braid.yang.datastore;

import java.time.Duration;
import java.util.Optional;

/**
 * How to commit (RFC 6241 §8.3.4, §8.4).
 *
 * @param comment for the history; may be empty
 * @param confirmed the time within which the commit has to be confirmed, 1 second or more; empty for a final commit
 * @param persist makes the confirmed commit survive the end of its session, under this id
 * @param persistId the id of the pending confirmed commit that is confirmed or extended
 */
public record CommitOptions(
        String comment, Optional<Duration> confirmed, Optional<String> persist, Optional<String> persistId) {
    /** The confirm-timeout where none is given. */
    public static final Duration CONFIRM_DEFAULT = Duration.ofSeconds(600);

    /** A final commit. */
    public static CommitOptions plain(String comment) {
        return new CommitOptions(comment, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
