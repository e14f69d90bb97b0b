package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.List;

/** Tells a sink of trees. */
public final class TreeWalk {
    private TreeWalk() {}

    /** A whole tree. */
    public static void whole(Branch root, TreeSink sink) {
        inside(root, sink);
        sink.finish();
    }

    /**
     * A node with the nodes around it: of these nothing but their keys.
     *
     * @param place where the node stands; of a list without a key, when the node is all its entries
     */
    public static void placed(DataPath place, Node node, TreeSink sink) {
        around(place.up(), () -> node(node, sink), sink);
        sink.finish();
    }

    /** The nodes around something: of these nothing but their keys. */
    public static void around(DataPath place, Runnable something, TreeSink sink) {
        List<DataPath> steps = place == null ? List.of() : place.steps();
        for (DataPath step : steps) {
            sink.start((InnerSchema) step.schema(), step.key().map(Key::values).orElse(List.of()));
        }
        something.run();
        steps.forEach(_ -> sink.end());
    }

    /** A node and what is in it. */
    public static void node(Node node, TreeSink sink) {
        switch (node) {
            case Leaf leaf -> sink.leaf(leaf.schema(), leaf.value());
            case Values values -> values.values().forEach(value -> sink.leaf(values.schema(), value));
            case Entries entries -> entries.stream().forEach(entry -> node(entry, sink));
            case Branch root when root.schema().parent().isEmpty() -> inside(root, sink);
            case Branch branch -> {
                sink.start(branch.schema(), key(branch));
                inside(branch, sink);
                sink.end();
            }
        }
    }

    /** What is in a branch, apart from its keys. */
    public static void inside(Branch branch, TreeSink sink) {
        for (Node child : branch.children()) {
            if (!isKey(child)) {
                node(child, sink);
            }
        }
    }

    /** The key as a sink is told it. */
    static List<String> key(Branch branch) {
        return branch.schema() instanceof ListSchema list && !list.keys().isEmpty()
                ? Key.of(branch).values()
                : List.of();
    }

    private static boolean isKey(Node child) {
        return child.schema() instanceof LeafSchema leaf
                && leaf.parent().orElse(null) instanceof ListSchema list
                && list.keys().contains(leaf);
    }
}
