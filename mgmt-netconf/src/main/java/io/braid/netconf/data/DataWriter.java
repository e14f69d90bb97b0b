package io.braid.netconf.data;

import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Writes what a selection wants of a tree, node by node: nothing is collected. For one message. */
public final class DataWriter {
    private static final String TAG = "wd";

    private final XmlOutput out;
    private final View view;
    private final ValueWriter values;

    /** Nodes whose beginning is written as soon as there is something in them. */
    private final Deque<Instance> pending = new ArrayDeque<>();

    public DataWriter(Schema schema, XmlOutput out, View view) {
        this.out = out;
        this.view = view;
        this.values = new ValueWriter(schema);
    }

    /** Writes what is wanted of the inside of a node. */
    public void inside(Instance around, Selection selection) throws IOException {
        if (!(around.schema() instanceof InnerSchema inner)) {
            return;
        }
        List<LeafSchema> keys = inner instanceof ListSchema list ? list.keys() : List.of();
        for (SchemaNode child : selection.children(inner, view)) {
            if (child instanceof LeafSchema leaf && keys.contains(leaf)) {
                // Keys go first, when the entry begins; asking for one asks for the entry.
                begin();
                continue;
            }
            try (Stream<Selection.Chosen> wanted = selection.of(around, child, view)) {
                for (Iterator<Selection.Chosen> each = wanted.iterator(); each.hasNext(); ) {
                    node(each.next());
                }
            }
        }
    }

    private void node(Selection.Chosen chosen) throws IOException {
        Instance instance = chosen.instance();
        if (instance.node() instanceof Leaf leaf) {
            begin();
            out.start(leaf.schema().namespace(), leaf.schema().name());
            if (view.defaults() == Defaults.REPORT_ALL_TAGGED && !instance.explicit()) {
                out.prefix(TAG, Names.DEFAULT_ATTRIBUTE).attribute(TAG + ":default", "true");
            }
            values.write(out, leaf.schema(), leaf.value());
            out.end();
            return;
        }
        pending.addLast(instance);
        if (chosen.inside().itself() && meaningful(instance)) {
            begin();
        }
        inside(instance, chosen.inside());
        if (pending.isEmpty()) {
            out.end();
        } else {
            pending.removeLast();
        }
    }

    /** Whether the node says something by being there. */
    private static boolean meaningful(Instance instance) {
        return switch (instance.schema()) {
            case ListSchema _ -> true;
            case ContainerSchema container -> container.presence() && instance.explicit();
            case ValueSchema _ -> false;
        };
    }

    private void begin() throws IOException {
        for (Instance each = pending.pollFirst(); each != null; each = pending.pollFirst()) {
            out.start(each.schema().namespace(), each.schema().name());
            if (each.schema() instanceof ListSchema list && each.node() instanceof Branch entry) {
                for (LeafSchema key : list.keys()) {
                    out.start(key.namespace(), key.name());
                    values.write(out, key, entry.value(key).orElse(""));
                    out.end();
                }
            }
        }
    }
}
