package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Edits a value of a leaf-list; each operation is about the one value (RFC 7950 §7.7.9). */
final class LeafListEdit {
    private final EditErrors errors;

    LeafListEdit(EditErrors errors) {
        this.errors = errors;
    }

    Branch apply(Branch around, LeafListSchema list, EditNode edit, Operation operation, DataPath path) {
        DataPath here = path.child(list);
        if (edit.value().isEmpty()) {
            errors.add(DataError.data(ErrorTag.INVALID_VALUE, here.text(), "lacks the value that is meant"));
            return around;
        }
        String value = edit.value().get();
        List<Leaf> leaves = around.child(list).map(node -> ((Values) node).leaves()).orElse(List.of());
        List<Leaf> others =
                leaves.stream().filter(leaf -> !leaf.value().equals(value)).toList();
        boolean exists = others.size() < leaves.size();
        if (operation == Operation.DELETE || operation == Operation.REMOVE) {
            if (operation == Operation.DELETE && !exists) {
                errors.missing(here);
            }
            return exists ? put(around, list, others) : around;
        }
        if (!errors.possible(operation, exists, here)) {
            return around;
        }
        Optional<Insert> insert = edit.insert();
        if (insert.isEmpty()) {
            return exists ? around : put(around, list, with(leaves, leaves.size(), new Leaf(list, value)));
        }
        if (!list.userOrdered()) {
            errors.add(Places.unordered(here));
            return around;
        }
        OptionalInt place = Places.of(insert.get(), others.size(), anchor -> position(others, anchor));
        if (place.isEmpty()) {
            errors.add(Places.noAnchor(here));
            return around;
        }
        return put(around, list, with(others, place.getAsInt(), new Leaf(list, value)));
    }

    private static Optional<Integer> position(List<Leaf> leaves, Key anchor) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).value().equals(anchor.values().getFirst())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static List<Leaf> with(List<Leaf> leaves, int place, Leaf leaf) {
        List<Leaf> longer = new ArrayList<>(leaves);
        longer.add(place, leaf);
        return longer;
    }

    private static Branch put(Branch around, LeafListSchema list, List<Leaf> leaves) {
        return leaves.isEmpty() ? around.without(list) : around.with(new Values(list, leaves));
    }
}
