package io.braid.yang.edit;

import io.braid.yang.edit.EditBuilder.ClashException;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes edits of trees and of what differs between trees. */
public final class EditNodes {
    private EditNodes() {}

    /** An edit that merges a tree. */
    public static EditNode merging(Branch root) {
        return merging(DataPath.root(root.schema()), root);
    }

    /** An edit that merges a node that stands somewhere in a tree. */
    public static EditNode merging(DataPath place, Node node) {
        EditBuilder edit = new EditBuilder(root(place));
        try {
            edit.merge(place, node);
        } catch (ClashException e) {
            throw new IllegalArgumentException(place + " has data of two cases: " + e.getMessage(), e);
        }
        return edit.build();
    }

    /**
     * The edit that does changes. The order of a leaf-list whose order is the system's is not kept.
     *
     * @param root the root before or after
     * @param changes as {@link io.braid.yang.tree.Diff} tells them
     */
    public static EditNode doing(Branch root, List<Change> changes) {
        EditBuilder edit = new EditBuilder(root.schema());
        try {
            // What goes, goes first: it may belong to the other case of a choice.
            for (Change change : changes) {
                delete(edit, change);
            }
            for (Change change : changes) {
                make(edit, change);
            }
        } catch (ClashException e) {
            throw new IllegalArgumentException("the changes exclude each other: " + e.getMessage(), e);
        }
        return edit.build();
    }

    private static void delete(EditBuilder edit, Change change) throws ClashException {
        if (change.path().schema() instanceof LeafListSchema) {
            List<String> now = values(change.after());
            for (String value : values(change.before())) {
                if (!now.contains(value)) {
                    edit.delete(change.path(), Optional.of(value), 0);
                }
            }
        } else if (change.kind() == Change.Kind.DELETED) {
            edit.delete(change.path(), Optional.empty(), 0);
        }
    }

    private static void make(EditBuilder edit, Change change) throws ClashException {
        if (change.path().schema() instanceof LeafListSchema list) {
            List<String> before = values(change.before());
            List<String> now = values(change.after());
            for (String value : now) {
                if (!before.contains(value)) {
                    edit.set(change.path(), Optional.of(value), 0);
                }
            }
            List<String> follows = new ArrayList<>(before.stream().filter(now::contains).toList());
            follows.addAll(now.stream().filter(value -> !before.contains(value)).toList());
            if (list.userOrdered() && !follows.equals(now)) {
                order(edit, change.path(), now.stream().map(Key::of).toList());
            }
        } else if (change.kind() == Change.Kind.REORDERED) {
            Entries entries = (Entries) change.after().orElseThrow();
            order(edit, change.path(), entries.stream().map(Key::of).toList());
        } else if (change.after().isPresent()) {
            edit.merge(change.path(), change.after().get());
        }
    }

    private static void order(EditBuilder edit, DataPath path, List<Key> keys) throws ClashException {
        for (int i = 0; i < keys.size(); i++) {
            Insert place = i == 0
                    ? new Insert(Insert.Where.FIRST, Optional.empty())
                    : new Insert(Insert.Where.AFTER, Optional.of(keys.get(i - 1)));
            if (path.schema() instanceof ListSchema list) {
                edit.insert(path.up().entry(list, keys.get(i)), Optional.empty(), place, 0);
            } else {
                edit.insert(path, Optional.of(keys.get(i).values().getFirst()), place, 0);
            }
        }
    }

    private static List<String> values(Optional<Node> node) {
        return node.map(each -> ((Values) each).values()).orElse(List.of());
    }

    private static InnerSchema root(DataPath place) {
        DataPath at = place;
        while (at.up() != null) {
            at = at.up();
        }
        return (InnerSchema) at.schema();
    }
}
