package io.braid.netconf.operation;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A configuration as a retrieval mode tells it: what it tells is set in the copy (RFC 6243 §4.5.1). */
final class DefaultsCopy {
    private final View view;

    private DefaultsCopy(View view) {
        this.view = view;
    }

    static Branch of(Schema schema, Branch root, Defaults mode) {
        return switch (mode) {
            // What is tagged as a default is not set by being told (RFC 6243 §6.2), so that both copy what was set.
            case EXPLICIT, REPORT_ALL_TAGGED -> root;
            case REPORT_ALL, TRIM -> new DefaultsCopy(new View(false, mode)).branch(new Evaluator(schema).root(root));
        };
    }

    private Branch branch(Instance around) {
        InnerSchema schema = (InnerSchema) around.schema();
        List<Node> children = new ArrayList<>();
        for (SchemaNode child : Selection.WHOLE.children(schema, view)) {
            try (Stream<Selection.Chosen> told = Selection.WHOLE.of(around, child, view)) {
                List<Node> nodes = told.map(each -> node(each.instance()))
                        .filter(DefaultsCopy::meaningful)
                        .toList();
                if (!nodes.isEmpty()) {
                    children.add(InputReader.together(child, nodes));
                }
            }
        }
        return Branch.of(schema, children);
    }

    private Node node(Instance instance) {
        return instance.node() instanceof Leaf leaf ? leaf : branch(instance);
    }

    private static boolean meaningful(Node node) {
        return !(node instanceof Branch branch)
                || !branch.children().isEmpty()
                || branch.schema() instanceof ContainerSchema container && container.presence();
    }
}
