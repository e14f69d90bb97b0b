package io.braid.yang.datastore;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Contents;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does to running what a candidate changed of an older running. */
final class Rebase {
    private final Generation running;
    private final Candidate.State candidate;
    private final List<Change> wanted = new ArrayList<>();
    private final List<Change> disputed = new ArrayList<>();

    private Rebase(Generation running, Candidate.State candidate) {
        this.running = running;
        this.candidate = candidate;
    }

    /** Compares a candidate with what others have committed since it began. */
    static Rebase between(Generation running, Candidate.State candidate) {
        Rebase rebase = new Rebase(running, candidate);
        if (candidate.base() != running) {
            Diff.between(candidate.base().root(), candidate.root()).forEach(rebase::sort);
        }
        return rebase;
    }

    private void sort(Change change) {
        Optional<Node> now = change.path().in(running.root());
        if (Contents.same(now, change.before())) {
            // Where something is to be created, what it was to be in may be gone.
            (possible(change) ? wanted : disputed).add(change);
        } else if (!Contents.same(now, change.after())) {
            disputed.add(change);
        }
    }

    private boolean possible(Change change) {
        try {
            Patch.apply(running.root(), List.of(change));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The candidate's changes on top of running.
     *
     * @throws DatastoreException if others have changed since what the candidate changes
     */
    static Branch onto(Generation running, Candidate.State candidate) throws DatastoreException {
        return between(running, candidate).onto(Prefer.NOBODY);
    }

    Branch onto(Prefer prefer) throws DatastoreException {
        if (candidate.base() == running) {
            return candidate.root();
        }
        if (prefer == Prefer.NOBODY && !disputed.isEmpty()) {
            throw new DatastoreException(disputed.stream().map(Rebase::conflict).toList());
        }
        Branch root = Patch.apply(running.root(), wanted);
        for (Change change : prefer == Prefer.YOURS ? disputed : List.<Change>of()) {
            try {
                root = Patch.apply(root, List.of(change));
            } catch (IllegalArgumentException e) {
                throw new DatastoreException(conflict(change));
            }
        }
        return root;
    }

    List<Conflict> conflicts() {
        return disputed.stream()
                .map(change -> new Conflict(
                        change.path(), change.before(), change.path().in(running.root()), change.after()))
                .toList();
    }

    private static DataError conflict(Change change) {
        return DataError.data(
                ErrorTag.IN_USE,
                change.path().text(),
                "was changed by another commit since: discard the candidate, or change it back, and try again");
    }
}
