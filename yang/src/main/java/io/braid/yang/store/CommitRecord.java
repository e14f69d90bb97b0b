package io.braid.yang.store;

import io.braid.yang.port.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal tells of a commit besides its changes.
 *
 * @param kind a commit, or only the confirmation of the pending ones
 * @param generation the number of the configuration after it
 * @param at when
 * @param principal who, and from where
 * @param comment why
 * @param schemaVersion the version of the model its data has
 * @param pending present if it is rolled back unless it is confirmed
 */
public record CommitRecord(
        Kind kind,
        long generation,
        Instant at,
        Principal principal,
        String comment,
        int schemaVersion,
        Optional<Pending> pending) {
    /** Kinds of record. */
    public enum Kind {
        COMMIT,
        CONFIRM
    }

    /**
     * A confirmation that is waited for.
     *
     * @param deadline until when
     * @param persistId the id with which any session can confirm
     */
    public record Pending(Instant deadline, Optional<String> persistId) {}
}
