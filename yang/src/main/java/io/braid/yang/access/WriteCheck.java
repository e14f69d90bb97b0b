package io.braid.yang.access;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what of a change its author may not do. Only nodes that differ are looked at (RFC 8341 §3.2.5, §3.2.8). */
final class WriteCheck {
    /** A list of a hundred thousand entries is not told one by one. */
    private static final int TOLD_MAX = 10;

    private final Rights rights;
    private final List<DataError> errors = new ArrayList<>();

    private WriteCheck(Rights rights) {
        this.rights = rights;
    }

    /** @throws DatastoreException access-denied, with the places of what is denied */
    static void check(Rights rights, List<Change> changes) throws DatastoreException {
        WriteCheck check = new WriteCheck(rights);
        for (Change change : changes) {
            check.change(change);
        }
        if (!check.errors.isEmpty()) {
            throw new DatastoreException(check.errors);
        }
    }

    private void change(Change change) {
        DataPath path = change.path();
        switch (change.kind()) {
            case CREATED -> all(path, change.after().orElseThrow(), Access.CREATE);
            case DELETED -> all(path, change.before().orElseThrow(), Access.DELETE);
            case REORDERED -> one(path, Access.UPDATE);
            case CHANGED -> {
                if (change.before().orElseThrow() instanceof Values before
                        && change.after().orElseThrow() instanceof Values after) {
                    values(path, before, after);
                } else {
                    one(path, Access.UPDATE);
                }
            }
        }
    }

    private void values(DataPath path, Values before, Values after) {
        Set<String> was = new HashSet<>(before.values());
        Set<String> is = new HashSet<>(after.values());
        if (!was.containsAll(is)) {
            one(path, Access.CREATE);
        }
        if (!is.containsAll(was)) {
            one(path, Access.DELETE);
        }
        if (was.equals(is)) {
            one(path, Access.UPDATE);
        }
    }

    /** A node with all that is in it. */
    private void all(DataPath place, Node node, Access access) {
        if (errors.size() >= TOLD_MAX || rights.wholly(node.schema(), access)) {
            return;
        }
        switch (node) {
            case Leaf _, Values _ -> one(place, access);
            case Entries entries -> entries.stream()
                    .forEach(entry -> all(place.up().entry(entries.schema(), Key.of(entry)), entry, access));
            case Branch branch -> {
                // A container that needs no creation is neither made nor taken away: what is in it is.
                if (!(branch.schema() instanceof ContainerSchema container) || container.presence()) {
                    one(place, access);
                }
                branch.children().forEach(child -> all(place.child(child.schema()), child, access));
            }
        }
    }

    private void one(DataPath place, Access access) {
        if (errors.size() < TOLD_MAX && !rights.permits(place, access)) {
            errors.add(DataError.data(
                    ErrorTag.ACCESS_DENIED, place.text(), "you are not allowed to " + access.text() + " this"));
        }
    }
}
