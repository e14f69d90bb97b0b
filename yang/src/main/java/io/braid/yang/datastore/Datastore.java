package io.braid.yang.datastore;

import io.braid.yang.access.AccessControl;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Schema;
import io.braid.yang.store.ConfigStore;
import io.braid.yang.store.Migration;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The configuration. All methods may be called from any thread; those that change something wait for each other, reading
 * waits for nothing.
 */
public interface Datastore extends AutoCloseable {
    /**
     * Opens the configuration in a directory; an empty one if there is none. A commit that waited for its confirmation is
     * rolled back.
     *
     * @param directory belongs to this process alone
     * @param schema the modules; asked for when the files have been read, so that it can be read beside them
     * @param schemaVersion the version of the modules, from 1; it grows when older data need a migration
     * @param migrations steps from older versions
     * @throws IOException if the directory is in use, cannot be written, or holds nothing that can be read
     */
    static Datastore open(Path directory, Supplier<Schema> schema, int schemaVersion, List<Migration> migrations)
            throws IOException {
        ConfigStore store = ConfigStore.open(directory, schema, schemaVersion, migrations);
        return new StoredDatastore(schema.get(), store);
    }

    /** What was damaged on disk, or not valid, when it was opened; empty if all was well. For the operator. */
    List<String> faults();

    /** The modules whose data it holds. */
    Schema schema();

    /** Who may do what with it. Edits, copies and commits are checked here; reading and operations by who performs them. */
    AccessControl access();

    /** The running configuration; the same object until the next commit. */
    Generation running();

    /** The candidate that all NETCONF sessions share. */
    Candidate shared();

    /** A new private candidate that starts from running. */
    Candidate candidate();

    /**
     * Edits a candidate.
     *
     * @throws DatastoreException with every error; what was done then follows from the error-option
     */
    void edit(Session session, Candidate candidate, EditRequest request) throws DatastoreException;

    /** Replaces the content of a candidate (RFC 6241 §7.3); it is not validated. */
    void copyConfig(Session session, Branch source, Candidate target) throws DatastoreException;

    /** Makes a candidate equal to running (RFC 6241 §8.3.4.2). */
    void discard(Session session, Candidate candidate) throws DatastoreException;

    /** Validates a whole configuration (RFC 6241 §8.6.4). */
    void validate(Branch root) throws DatastoreException;

    /**
     * Commits a candidate in two phases: validate, let every participant prepare, apply, make durable, publish. A candidate
     * whose base is no longer running is merged: its changes since its base are done to running; what others changed in the
     * same place since is an error of tag in-use.
     *
     * @return the new running configuration
     * @throws DatastoreException if nothing was changed: the configuration is not valid, a participant vetoed or failed, a
     *     lock is held by another session, or another's confirmed commit is pending
     */
    Generation commit(Session session, Candidate candidate, CommitOptions options) throws DatastoreException;

    /**
     * Rolls a pending confirmed commit back.
     *
     * @param persistId its persist id; empty for the session's own
     */
    void cancelCommit(Session session, String persistId) throws DatastoreException;

    /** Whether a confirmed commit waits for its confirmation. */
    default boolean confirmPending() {
        return pending().isPresent();
    }

    /** The confirmed commit that waits for its confirmation. */
    Optional<PendingCommit> pending();

    /** What a candidate and others have changed in the same place since the candidate began; empty if it can be merged. */
    List<Conflict> conflicts(Candidate candidate);

    /**
     * Puts a candidate's changes on top of what is running now.
     *
     * @throws DatastoreException if there are conflicts and nobody is preferred; then the candidate stays as it is
     */
    void update(Session session, Candidate candidate, Prefer prefer) throws DatastoreException;

    /**
     * Locks.
     *
     * @throws DatastoreException lock-denied, with the session-id of the holder; 0 if the candidate has been changed
     */
    void lock(Session session, Target target) throws DatastoreException;

    /** Unlocks; a candidate loses its uncommitted changes (RFC 6241 §8.3.5.2). */
    void unlock(Session session, Target target) throws DatastoreException;

    /** The lock that is held on a configuration. */
    Optional<Lock> locked(Target target);

    /** A session is over: its locks are released, and its confirmed commit is rolled back unless it persists. */
    void endSession(Session session);

    /** The last commits, the latest first; at most 50. */
    List<CommitInfo> history();

    /**
     * What a commit of the history changed.
     *
     * @throws DatastoreException if the history has no such commit
     */
    List<Change> changes(long generation) throws DatastoreException;

    /**
     * A private candidate with the configuration as it was before the last {@code n} commits.
     *
     * @throws DatastoreException if the history is shorter
     */
    Candidate rollback(int n) throws DatastoreException;

    /** Adds a participant; call before the first commit. They prepare and apply in the order of addition. */
    void add(CommitParticipant participant);

    /** Tells a listener what happens, in the order in which it happens. It must not block. */
    void listen(Consumer<DatastoreEvent> listener);

    @Override
    void close();
}
