package io.braid.yang.view;

import io.braid.yang.codec.TreeSink;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.xpath.Instance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells a sink of what a view shows: configuration and state together, node by node, asked for where the walk comes. */
public final class InstanceWalk {
    private final View view;
    private final TreeSink sink;

    /** Nodes that the sink is told of as soon as there is something in them. */
    private final Deque<Instance> pending = new ArrayDeque<>();

    public InstanceWalk(View view, TreeSink sink) {
        this.view = view;
        this.sink = sink;
    }

    /** Tells of what is in a node, apart from its keys. */
    public void inside(Instance around) {
        if (!(around.schema() instanceof InnerSchema inner)) {
            return;
        }
        List<LeafSchema> keys = inner instanceof ListSchema list ? list.keys() : List.of();
        for (SchemaNode child : view.children(inner)) {
            if (!(child instanceof LeafSchema leaf && keys.contains(leaf))) {
                all(around, child);
            }
        }
    }

    /** Tells of all instances of a child. */
    public void all(Instance around, SchemaNode child) {
        try (Stream<Instance> shown = view.instances(around, child, Map.of(), Long.MAX_VALUE)) {
            // Not by an iterator: that of a stream of streams takes a whole inner one at once.
            shown.forEach(this::node);
        }
    }

    /** Tells of a node and what is in it. */
    public void node(Instance instance) {
        if (instance.node() instanceof Leaf leaf) {
            begin();
            sink.leaf(leaf.schema(), leaf.value());
            return;
        }
        pending.addLast(instance);
        if (meaningful(instance)) {
            begin();
        }
        inside(instance);
        if (pending.isEmpty()) {
            sink.end();
        } else {
            pending.removeLast();
        }
    }

    /** Whether a node says something by being there. */
    private static boolean meaningful(Instance instance) {
        return instance.schema() instanceof ListSchema
                || instance.schema() instanceof ContainerSchema container && container.presence() && instance.explicit();
    }

    private void begin() {
        for (Instance each = pending.pollFirst(); each != null; each = pending.pollFirst()) {
            List<String> key = each.schema() instanceof ListSchema list && !list.keys().isEmpty() && each.node() instanceof Branch entry
                    ? Key.of(entry).values()
                    : List.of();
            sink.start((InnerSchema) each.schema(), key);
        }
    }
}
