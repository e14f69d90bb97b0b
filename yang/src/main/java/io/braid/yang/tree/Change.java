package io.braid.yang.tree;

import java.util.Optional;

/**
 * The topmost node that differs between two trees: a created or deleted node stands for all that is in it.
 *
 * @param path where; of an entry with its key. The path of a list without a key means that the order of its entries differs
 * @param before the node as it was; empty if it was created. All values of a leaf-list are one node
 * @param after the node as it is; empty if it was deleted
 */
public record Change(DataPath path, Optional<Node> before, Optional<Node> after) {
    /** What happened to a node. */
    public enum Kind {
        CREATED,
        DELETED,
        CHANGED,
        REORDERED
    }

    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.CREATED;
        }
        if (after.isEmpty()) {
            return Kind.DELETED;
        }
        return after.get() instanceof Entries ? Kind.REORDERED : Kind.CHANGED;
    }

    /** The change that undoes this one. */
    public Change inverse() {
        return new Change(path, after, before);
    }
}
