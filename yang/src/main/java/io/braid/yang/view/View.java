package io.braid.yang.view;

import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Leaf;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which nodes a retrieval can show, before any filter.
 *
 * @param state whether operational state is shown beside configuration
 * @param defaults which values that are in use are shown
 */
public record View(boolean state, Defaults defaults) {
    /** The children that may be shown. */
    public List<SchemaNode> children(InnerSchema schema) {
        return state
                ? schema.children()
                : schema.children().stream().filter(SchemaNode::config).toList();
    }

    /**
     * The instances of a child.
     *
     * @param equal values that leaves of the wanted entries have; others may be given too
     * @return a stream to be closed
     */
    public Stream<Instance> instances(Instance around, SchemaNode child, Map<LeafSchema, String> equal, long limit) {
        return switch (child) {
            case ListSchema list -> around.present(list, equal, limit);
            case ContainerSchema container when !container.presence() -> container(around, container);
            case ContainerSchema container -> around.present(container, equal, limit);
            // What a provider did not say is unknown, even if the model has a default.
            default -> defaults.reportsAll() && child.config()
                    ? around.children(child).stream()
                    : around.present(child, Map.of(), limit).filter(this::shown);
        };
    }

    /** Containers that need no creation always exist: what is in them may be a default, or supplied. */
    private Stream<Instance> container(Instance around, ContainerSchema container) {
        if (defaults.reportsAll() && container.config()) {
            return around.children(container).stream();
        }
        try (Stream<Instance> present = around.present(container, Map.of(), 1)) {
            List<Instance> found = present.toList();
            return found.isEmpty() && state ? Stream.of(around.hollow(container)) : found.stream();
        }
    }

    /** Whether a node that was found in another way may be shown. */
    public boolean shows(Instance instance) {
        return !(instance.node() instanceof Leaf)
                || (defaults.reportsAll() || instance.explicit()) && (!instance.explicit() || shown(instance));
    }

    /** RFC 6243 §3.2: a key is shown whatever its value. */
    private boolean shown(Instance leaf) {
        return defaults != Defaults.TRIM || !(leaf.node() instanceof Leaf node) || !isDefault(leaf, node.value());
    }

    private static boolean isDefault(Instance leaf, String value) {
        return switch (leaf.schema()) {
            case LeafSchema schema -> schema.defaultValue().filter(value::equals).isPresent() && !isKey(schema);
            case LeafListSchema schema -> !schema.defaults().isEmpty()
                    && leaf.parent().orElseThrow().children(schema).stream()
                            .map(Instance::text)
                            .toList()
                            .equals(schema.defaults());
            default -> false;
        };
    }

    static boolean isKey(SchemaNode schema) {
        return schema instanceof LeafSchema leaf
                && leaf.parent().orElse(null) instanceof ListSchema list
                && list.keys().contains(leaf);
    }
}
