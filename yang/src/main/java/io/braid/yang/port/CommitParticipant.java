package io.braid.yang.port;

import io.braid.yang.error.DatastoreException;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.util.List;

/**
 * Something that a commit configures. Commits come one at a time. All participants prepare before the first applies; all
 * apply in their order before the configuration is made durable and published.
 */
public interface CommitParticipant {
    /** Name for logs. */
    String name();

    /**
     * Checks, without an effect that others could see, whether the configuration can be had: addresses that are missing,
     * ports in use.
     *
     * @param before the running configuration
     * @param after the valid configuration that is to follow it
     * @param diff the topmost nodes that differ
     * @throws DatastoreException to veto the commit; the errors carry paths
     */
    Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException;

    /** What one participant has prepared. Exactly one of apply and release is called; after apply perhaps undo. */
    interface Prepared {
        /** Nothing to do. */
        Prepared NOTHING = () -> {};

        /**
         * Makes the change effective.
         *
         * @throws DatastoreException if that fails after all; then this participant has changed nothing
         */
        void apply() throws DatastoreException;

        /** Takes the applied change back: a later participant, or the disk, failed. Must not throw. */
        default void undo() {}

        /** Lets go of what was prepared: another participant vetoed. Must not throw. */
        default void release() {}
    }
}
