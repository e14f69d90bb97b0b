package io.braid.yang.datastore;

import io.braid.yang.access.AccessControl;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Schema;
import io.braid.yang.store.ConfigStore;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Patch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The datastore over its files. Edits of a candidate wait for each other, commits do too. */
final class StoredDatastore implements Datastore {
    private final Schema schema;
    private final ConfigStore store;
    private final Locks locks = new Locks();
    private final Committer committer;
    private final Candidate shared;
    private final AccessControl access;

    StoredDatastore(Schema schema, ConfigStore store) {
        this.schema = schema;
        this.store = store;
        this.shared = new Candidate(true, new Generation(store.generation(), store.root()));
        this.committer = new Committer(schema, store, shared);
        this.access = new AccessControl(() -> committer.running().root());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public AccessControl access() {
        return access;
    }

    @Override
    public Generation running() {
        return committer.running();
    }

    @Override
    public Candidate shared() {
        return shared;
    }

    @Override
    public Candidate candidate() {
        return new Candidate(false, running());
    }

    @Override
    public List<String> faults() {
        return committer.faults();
    }

    @Override
    public void edit(Session session, Candidate candidate, EditRequest request) throws DatastoreException {
        synchronized (candidate) {
            mayChange(session, candidate);
            Candidate.State before = candidate.state();
            TreeEdit.Result result = TreeEdit.apply(before.root(), request);
            access.checkChange(session, before.root(), result.root());
            List<DataError> errors = new ArrayList<>(result.errors());
            // With continue-on-error the errors do not keep the rest from being done (RFC 6241 §7.2).
            boolean goesOn = errors.isEmpty() || request.onError() == EditRequest.ErrorOption.CONTINUE;
            if (request.test() != EditRequest.TestOption.SET && goesOn) {
                goesOn = test(result.root(), errors);
            }
            boolean keep = switch (request.test()) {
                case SET -> true;
                case TEST_THEN_SET -> goesOn;
                case TEST_ONLY -> false;
            };
            if (keep) {
                candidate.set(new Candidate.State(before.base(), result.root()));
            }
            if (!errors.isEmpty()) {
                throw new DatastoreException(errors);
            }
        }
    }

    private boolean test(Branch root, List<DataError> errors) {
        try {
            validate(root);
            return true;
        } catch (DatastoreException e) {
            errors.addAll(e.errors());
            return false;
        }
    }

    @Override
    public void copyConfig(Session session, Branch source, Candidate target) throws DatastoreException {
        synchronized (target) {
            mayChange(session, target);
            access.checkChange(session, target.root(), source);
            target.set(new Candidate.State(target.state().base(), source));
        }
    }

    @Override
    public void discard(Session session, Candidate candidate) throws DatastoreException {
        synchronized (candidate) {
            mayChange(session, candidate);
            restart(candidate);
        }
    }

    private void restart(Candidate candidate) {
        Generation base = running();
        candidate.set(new Candidate.State(base, base.root()));
    }

    private void mayChange(Session session, Candidate candidate) throws DatastoreException {
        if (candidate.shared()) {
            locks.check(session, Target.CANDIDATE);
        }
    }

    @Override
    public void validate(Branch root) throws DatastoreException {
        committer.validate(root);
    }

    @Override
    public Generation commit(Session session, Candidate candidate, CommitOptions options) throws DatastoreException {
        synchronized (candidate) {
            mayChange(session, candidate);
            locks.check(session, Target.RUNNING);
            return committer.commit(session, candidate, options, after -> access.checkChange(session, running().root(), after));
        }
    }

    @Override
    public void cancelCommit(Session session, String persistId) throws DatastoreException {
        locks.check(session, Target.RUNNING);
        committer.cancel(session, persistId);
    }

    @Override
    public Optional<PendingCommit> pending() {
        return committer.pending()
                .map(open -> new PendingCommit(open.session(), open.persistId(), open.deadline()));
    }

    @Override
    public List<Conflict> conflicts(Candidate candidate) {
        return Rebase.between(running(), candidate.state()).conflicts();
    }

    @Override
    public void update(Session session, Candidate candidate, Prefer prefer) throws DatastoreException {
        synchronized (candidate) {
            mayChange(session, candidate);
            Generation now = running();
            candidate.set(new Candidate.State(now, Rebase.between(now, candidate.state()).onto(prefer)));
        }
    }

    @Override
    public void lock(Session session, Target target) throws DatastoreException {
        if (target == Target.RUNNING) {
            Optional<Confirmation> pending = committer.pending();
            if (pending.isPresent() && pending.get().session().id() != session.id()) {
                long holder = pending.get().session().id();
                throw Refusals.lockDenied(holder, "session " + holder + " has a commit that is not confirmed yet");
            }
            locks.lock(session, target);
            return;
        }
        synchronized (shared) {
            if (shared.dirty()) {
                throw Refusals.lockDenied(0, "the candidate has changes that are not committed: discard them first");
            }
            locks.lock(session, target);
        }
    }

    @Override
    public void unlock(Session session, Target target) throws DatastoreException {
        if (target == Target.RUNNING) {
            locks.unlock(session, target);
            return;
        }
        synchronized (shared) {
            locks.unlock(session, target);
            restart(shared);
        }
    }

    @Override
    public Optional<Lock> locked(Target target) {
        return locks.find(target);
    }

    @Override
    public void endSession(Session session) {
        for (Target target : Target.values()) {
            try {
                if (locks.holds(session, target)) {
                    unlock(session, target);
                }
            } catch (DatastoreException e) {
                throw new IllegalStateException("a lock changed its owner", e);
            }
        }
        committer.ended(session);
    }

    @Override
    public List<CommitInfo> history() {
        return store.history().stream()
                .map(head -> new CommitInfo(head.generation(), head.at(), head.principal(), head.comment()))
                .toList();
    }

    @Override
    public List<Change> changes(long generation) throws DatastoreException {
        try {
            return store.changes(generation);
        } catch (IOException e) {
            throw Refusals.protocol(ErrorTag.INVALID_VALUE, e.getMessage());
        }
    }

    @Override
    public Candidate rollback(int n) throws DatastoreException {
        Generation base = running();
        Branch root = base.root();
        for (long generation = base.number(); generation > base.number() - n; generation--) {
            root = Patch.undo(root, changes(generation));
        }
        Candidate candidate = new Candidate(false, base);
        candidate.set(new Candidate.State(base, root));
        return candidate;
    }

    @Override
    public void add(CommitParticipant participant) {
        committer.add(participant);
    }

    @Override
    public void listen(Consumer<DatastoreEvent> listener) {
        committer.listen(listener);
    }

    @Override
    public void close() {
        committer.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
