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
    private Rebase() {}

    /**
     * The candidate's changes on top of running.
     *
     * @throws DatastoreException if others have changed since what the candidate changes
     */
    static Branch onto(Generation running, Candidate.State candidate) throws DatastoreException {
        if (candidate.base() == running) {
            return candidate.root();
        }
        List<DataError> conflicts = new ArrayList<>();
        List<Change> wanted = new ArrayList<>();
        for (Change change : Diff.between(candidate.base().root(), candidate.root())) {
            Optional<Node> now = change.path().in(running.root());
            if (Contents.same(now, change.before())) {
                wanted.add(change);
            } else if (!Contents.same(now, change.after())) {
                conflicts.add(conflict(change));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new DatastoreException(conflicts);
        }
        Branch root = running.root();
        for (Change change : wanted) {
            try {
                root = Patch.apply(root, List.of(change));
            } catch (IllegalArgumentException e) {
                conflicts.add(conflict(change));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new DatastoreException(conflicts);
        }
        return root;
    }

    private static DataError conflict(Change change) {
        return DataError.data(
                ErrorTag.IN_USE,
                change.path().text(),
                "was changed by another commit since: discard the candidate, or change it back, and try again");
    }
}
