package io.braid.yang.tree;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where a node stands in the tree.
 *
 * @param up where the node around it stands; null for the root
 * @param schema what it is
 * @param key the key, for an entry of a list with keys
 */
public record DataPath(DataPath up, SchemaNode schema, Optional<Key> key) {
    /** The path of the root. */
    public static DataPath root(InnerSchema root) {
        return new DataPath(null, root, Optional.empty());
    }

    /** A child that is no list entry, or the list as a whole. */
    public DataPath child(SchemaNode child) {
        return new DataPath(this, child, Optional.empty());
    }

    /** An entry of a list. */
    public DataPath entry(ListSchema list, Key entryKey) {
        return new DataPath(this, list, Optional.of(entryKey));
    }

    /** How many nodes are around it; 0 for the root. */
    public int depth() {
        return up == null ? 0 : up.depth() + 1;
    }

    /** The steps from the child of the root to this one. */
    public List<DataPath> steps() {
        Deque<DataPath> steps = new ArrayDeque<>();
        for (DataPath at = this; at.up != null; at = at.up) {
            steps.push(at);
        }
        return List.copyOf(steps);
    }

    /** What stands here in a tree; for a list without a key, all its entries. */
    public Optional<Node> in(Branch root) {
        if (up == null) {
            return Optional.of(root);
        }
        Optional<Node> found = up.in(root)
                .flatMap(around -> around instanceof Branch branch ? branch.child(schema) : Optional.empty());
        return key.isEmpty()
                ? found
                : found.flatMap(node -> node instanceof Entries entries ? entries.get(key.get()) : Optional.empty());
    }

    /** Such as {@code /braid-mcp:mcp/service[name='a']/port}; {@code /} for the root. */
    public String text() {
        if (up == null) {
            return "/";
        }
        String around = up.up == null ? "" : up.text();
        String step = around + "/" + schema.pathName();
        return schema instanceof ListSchema list ? step + key.map(it -> it.predicates(list)).orElse("") : step;
    }

    @Override
    public String toString() {
        return text();
    }
}
