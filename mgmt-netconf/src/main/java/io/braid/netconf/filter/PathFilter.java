package io.braid.netconf.filter;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an XPath expression selects in a node (RFC 6241 §8.9): the nodes of its result with all that is in them. */
public final class PathFilter implements Selection {
    private final Map<Instance, PathFilter> inside = new LinkedHashMap<>();
    private boolean whole;

    private PathFilter() {}

    /** Selects these nodes. */
    public static Selection of(List<Instance> nodes) {
        PathFilter root = new PathFilter();
        nodes.forEach(node -> root.at(node).whole = true);
        return root.whole ? WHOLE : root;
    }

    private PathFilter at(Instance node) {
        return node.parent()
                .map(up -> at(up).inside.computeIfAbsent(node, _ -> new PathFilter()))
                .orElse(this);
    }

    @Override
    public List<SchemaNode> children(InnerSchema schema, View view) {
        return view.children(schema).stream()
                .filter(child -> inside.keySet().stream().anyMatch(each -> each.schema() == child))
                .toList();
    }

    @Override
    public boolean itself() {
        return whole;
    }

    @Override
    public Stream<Chosen> of(Instance around, SchemaNode child, View view) {
        return inside.entrySet().stream()
                .filter(each -> each.getKey().schema() == child && view.shows(each.getKey()))
                .map(each -> new Chosen(each.getKey(), each.getValue().whole ? WHOLE : each.getValue()));
    }
}
