package io.braid.yang.access;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves out of trees what a user cannot read (RFC 8341 §3.2.4). What is readable as a whole is shared with the tree before. */
public final class Pruning {
    private final Rights rights;

    /** Leaves out what these rights do not let read. */
    public Pruning(Rights rights) {
        this.rights = rights;
    }

    /** A tree from its root on. */
    public Branch of(Branch root) {
        return rights.unlimited() ? root : branch(DataPath.root(root.schema()), root);
    }

    /** The changes that can be seen, and what can be seen of them. */
    public List<Change> of(List<Change> changes) {
        return rights.unlimited()
                ? changes
                : changes.stream().flatMap(change -> of(change).stream()).toList();
    }

    private Optional<Change> of(Change change) {
        DataPath path = change.path();
        Optional<Node> before = change.before().flatMap(node -> of(path, node));
        Optional<Node> after = change.after().flatMap(node -> of(path, node));
        return before.isEmpty() && after.isEmpty() ? Optional.empty() : Optional.of(new Change(path, before, after));
    }

    /** What of a node can be seen; empty if nothing. */
    public Optional<Node> of(DataPath place, Node node) {
        return rights.reads(place) ? node(place, node) : Optional.empty();
    }

    /** What of a readable node can be seen; empty for a container that has nothing to show. */
    private Optional<Node> node(DataPath place, Node node) {
        if (rights.wholly(node.schema(), Access.READ)) {
            return Optional.of(node);
        }
        return switch (node) {
            case Leaf _, Values _ -> Optional.of(node);
            case Entries entries -> Optional.of(entries(place.up(), entries));
            case Branch branch -> Optional.of(branch(place, branch)).filter(Pruning::says).map(each -> each);
        };
    }

    private static boolean says(Branch branch) {
        return !branch.children().isEmpty()
                || !(branch.schema() instanceof ContainerSchema container)
                || container.presence();
    }

    private Branch branch(DataPath place, Branch branch) {
        List<Node> children = new ArrayList<>();
        for (Node child : branch.children()) {
            if (isKey(branch, child.schema())) {
                children.add(child);
            } else if (child instanceof Entries entries) {
                Entries shown = rights.wholly(entries.schema(), Access.READ) ? entries : entries(place, entries);
                if (shown.stream().findAny().isPresent()) {
                    children.add(shown);
                }
            } else if (rights.permits(place.child(child.schema()), Access.READ)) {
                node(place.child(child.schema()), child).ifPresent(children::add);
            }
        }
        return Branch.of(branch.schema(), children);
    }

    private Entries entries(DataPath around, Entries entries) {
        ListSchema list = entries.schema();
        return Entries.of(
                list,
                entries.stream()
                        .flatMap(entry -> entry(around.entry(list, Key.of(entry)), entry).stream())
                        .toList());
    }

    private Optional<Branch> entry(DataPath place, Branch entry) {
        return rights.permits(place, Access.READ) ? Optional.of(branch(place, entry)) : Optional.empty();
    }

    private static boolean isKey(Branch around, SchemaNode child) {
        return around.schema() instanceof ListSchema list && child instanceof LeafSchema leaf && list.keys().contains(leaf);
    }
}
