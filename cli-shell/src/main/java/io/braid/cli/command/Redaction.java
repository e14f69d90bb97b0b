package io.braid.cli.command;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Trees without their secrets. What has none is shared with the tree before. */
final class Redaction {
    /** What is shown of a secret; no value of such a leaf, so that it cannot be loaded back by mistake. */
    static final String HIDDEN = "********";

    private final Map<InnerSchema, Boolean> holders = new IdentityHashMap<>();

    Branch of(Branch root) {
        return (Branch) node(root);
    }

    /** A change; that a secret differs stays visible. */
    Change of(Change change) {
        return new Change(change.path(), change.before().map(this::node), change.after().map(this::node));
    }

    Node node(Node node) {
        return switch (node) {
            case Leaf leaf -> hidden(leaf);
            case Values values when values.schema().secret() -> new Values(
                    values.schema(), values.leaves().stream().map(Redaction::hidden).toList());
            case Values values -> values;
            case Entries entries when holds(entries.schema()) -> Entries.of(
                    entries.schema(), entries.stream().map(this::of).toList());
            case Entries entries -> entries;
            case Branch branch when holds(branch.schema()) -> Branch.of(
                    branch.schema(), branch.children().stream().map(this::node).toList());
            case Branch branch -> branch;
        };
    }

    private static Leaf hidden(Leaf leaf) {
        return leaf.schema().secret() ? new Leaf(leaf.schema(), HIDDEN) : leaf;
    }

    private boolean holds(InnerSchema schema) {
        Boolean known = holders.get(schema);
        if (known == null) {
            known = schema.children().stream().anyMatch(this::holds);
            holders.put(schema, known);
        }
        return known;
    }

    private boolean holds(SchemaNode node) {
        return switch (node) {
            case LeafSchema leaf -> leaf.secret();
            case LeafListSchema list -> list.secret();
            case InnerSchema inner -> holds(inner);
        };
    }
}
