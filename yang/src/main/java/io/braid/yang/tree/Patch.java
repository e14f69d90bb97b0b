package io.braid.yang.tree;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.ListSchema;
import java.util.List;
import java.util.Optional;

/** Does the changes of a {@link Diff} to a tree. */
public final class Patch {
    private Patch() {}

    /**
     * A tree with the changes done to it.
     *
     * @throws IllegalArgumentException if a change is in a list entry or presence container that the tree does not have
     */
    public static Branch apply(Branch root, List<Change> changes) {
        Branch changed = root;
        for (Change change : changes) {
            changed = apply(changed, change.path().steps(), change);
        }
        return changed;
    }

    /** A tree without the changes. */
    public static Branch undo(Branch root, List<Change> changes) {
        return apply(root, changes.stream().map(Change::inverse).toList());
    }

    private static Branch apply(Branch branch, List<DataPath> steps, Change change) {
        DataPath step = steps.getFirst();
        List<DataPath> rest = steps.subList(1, steps.size());
        if (step.schema() instanceof ListSchema list) {
            return entries(branch, list, step.key(), rest, change);
        }
        if (rest.isEmpty()) {
            return change.after().map(branch::with).orElseGet(() -> branch.without(step.schema()));
        }
        Branch inner = (Branch) branch.child(step.schema()).orElseGet(() -> implicit(step));
        return branch.with(apply(inner, rest, change));
    }

    private static Branch entries(
            Branch branch, ListSchema list, Optional<Key> key, List<DataPath> rest, Change change) {
        Entries entries = (Entries) branch.child(list).orElseGet(() -> Entries.of(list, List.of()));
        Entries changed;
        if (key.isEmpty()) {
            Entries model = (Entries) change.after().orElseThrow();
            changed = ((OrderedEntries) entries)
                    .inOrder(model.stream().map(Key::of).toList());
        } else if (!rest.isEmpty()) {
            Branch entry = entries.get(key.get()).orElseThrow(() -> missing(change.path()));
            changed = entries.with(apply(entry, rest, change));
        } else {
            changed = change.after()
                    .map(entry -> entries.with((Branch) entry))
                    .orElseGet(() -> entries.without(key.get()));
        }
        return changed.size() == 0 ? branch.without(list) : branch.with(changed);
    }

    private static Branch implicit(DataPath step) {
        if (step.schema() instanceof ContainerSchema container && !container.presence()) {
            return Branch.empty(container);
        }
        throw missing(step);
    }

    private static IllegalArgumentException missing(DataPath path) {
        return new IllegalArgumentException("there is no node around " + path);
    }
}
