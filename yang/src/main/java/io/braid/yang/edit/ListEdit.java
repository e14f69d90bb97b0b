package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.OrderedEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Edits an entry of a list. */
final class ListEdit {
    private final TreeEdit tree;
    private final EditErrors errors;

    ListEdit(TreeEdit tree, EditErrors errors) {
        this.tree = tree;
        this.errors = errors;
    }

    Branch apply(Branch around, ListSchema list, EditNode edit, Operation operation, DataPath path) {
        Optional<Key> key = key(list, edit, path);
        if (key.isEmpty()) {
            return around;
        }
        DataPath here = path.entry(list, key.get());
        Entries entries = (Entries) around.child(list).orElseGet(() -> Entries.of(list, List.of()));
        Optional<Branch> existing = entries.get(key.get());
        switch (operation) {
            case DELETE, REMOVE -> {
                if (operation == Operation.DELETE && existing.isEmpty()) {
                    errors.missing(here);
                }
                return put(around, entries.without(key.get()));
            }
            default -> {
                if (!errors.possible(operation, existing.isPresent(), here)) {
                    return around;
                }
            }
        }
        Branch base = existing.filter(_ -> !TreeEdit.fresh(operation)).orElseGet(() -> entry(list, key.get()));
        Branch edited = tree.inside(base, edit, operation, here);
        return put(around, placed(entries, edited, edit, here));
    }

    private static Branch put(Branch around, Entries entries) {
        return entries.size() == 0 ? around.without(entries.schema()) : around.with(entries);
    }

    private static Branch entry(ListSchema list, Key key) {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < list.keys().size(); i++) {
            leaves.add(new Leaf(list.keys().get(i), key.values().get(i)));
        }
        return Branch.of(list, leaves);
    }

    private Optional<Key> key(ListSchema list, EditNode edit, DataPath path) {
        List<String> values = new ArrayList<>();
        for (LeafSchema leaf : list.keys()) {
            Optional<String> value = edit.children().stream()
                    .filter(child -> child.schema() == leaf)
                    .findFirst()
                    .flatMap(EditNode::value);
            if (value.isEmpty()) {
                errors.add(DataError.data(
                                ErrorTag.MISSING_ELEMENT, path.child(list).text(), "lacks its key " + leaf.name())
                        .with(DataError.NETCONF, "bad-element", leaf.name()));
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new Key(values));
    }

    private Entries placed(Entries entries, Branch entry, EditNode edit, DataPath here) {
        if (edit.insert().isEmpty()) {
            return entries.with(entry);
        }
        if (!(entries instanceof OrderedEntries ordered)) {
            errors.add(Places.unordered(here));
            return entries;
        }
        OrderedEntries others = ordered.without(Key.of(entry));
        OptionalInt place = Places.of(
                edit.insert().get(), others.size(), anchor -> others.position(anchor));
        if (place.isEmpty()) {
            errors.add(Places.noAnchor(here));
            return entries;
        }
        return ordered.place(entry, place.getAsInt());
    }
}
