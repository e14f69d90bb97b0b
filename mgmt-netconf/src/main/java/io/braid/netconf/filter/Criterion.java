package io.braid.netconf.filter;

import io.braid.netconf.xml.Element;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Key;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a subtree filter, bound to a node of the schema.
 *
 * @param schema the node
 * @param matches its content match nodes, all of which have to hold (RFC 6241 §6.2.5)
 * @param parts its selection and containment nodes
 * @param whole whether it has none of these, which selects everything
 */
record Criterion(SchemaNode schema, List<Match> matches, List<Criterion> parts, boolean whole) {
    /**
     * A content match node.
     *
     * @param value the leaves it may mean, several if it has no namespace, and what one of them has to be
     */
    record Match(Map<ValueSchema, String> value) {
        boolean holds(Instance around, View view) {
            return value.entrySet().stream().anyMatch(wanted -> {
                try (Stream<Instance> leaves = view.instances(around, wanted.getKey(), Map.of(), Long.MAX_VALUE)) {
                    return leaves.anyMatch(leaf -> leaf.text().equals(wanted.getValue()));
                }
            });
        }
    }

    /** The criteria that an element stands for: one for each node that has its name, as an element without a namespace fits any. */
    static List<Criterion> of(InnerSchema around, Element element) {
        // No data has attributes that could match (RFC 6241 §6.2.2).
        return element.attributes().isEmpty()
                ? named(around, element).map(node -> of(node, element)).toList()
                : List.of();
    }

    /** The filter element itself, which stands for the root and selects nothing by being empty. */
    static Criterion root(InnerSchema root, Element filter) {
        return new Criterion(root, List.of(), inside(root, filter), false);
    }

    private static Criterion of(SchemaNode node, Element element) {
        if (!(node instanceof InnerSchema inner)) {
            // Elements in a leaf select what cannot be there.
            return new Criterion(node, List.of(), List.of(), element.children().isEmpty());
        }
        List<Element> matching = element.children().stream().filter(Criterion::isMatch).toList();
        return new Criterion(
                node,
                matching.stream().map(match -> match(inner, match)).toList(),
                inside(inner, element),
                matching.size() == element.children().size());
    }

    private static List<Criterion> inside(InnerSchema node, Element element) {
        return element.children().stream()
                .filter(child -> !isMatch(child))
                .flatMap(child -> of(node, child).stream())
                .toList();
    }

    private static boolean isMatch(Element element) {
        return element.children().isEmpty() && !element.value().isEmpty();
    }

    private static Match match(InnerSchema around, Element element) {
        Map<ValueSchema, String> values = new HashMap<>();
        if (element.attributes().isEmpty()) {
            named(around, element).forEach(node -> {
                if (node instanceof ValueSchema leaf) {
                    canonical(leaf, element).ifPresent(value -> values.put(leaf, value));
                }
            });
        }
        return new Match(values);
    }

    /** RFC 6241 §6.2.1: no namespace means any. */
    private static Stream<SchemaNode> named(InnerSchema around, Element element) {
        return around.named(element.name())
                .filter(node -> element.namespace().isEmpty() || node.namespace().equals(element.namespace()));
    }

    private static Optional<String> canonical(ValueSchema leaf, Element element) {
        try {
            return Optional.of(leaf.type().canonical(element.value(), element.prefixes()));
        } catch (ValueException e) {
            // What is no value of the leaf is no value of any instance.
            return Optional.empty();
        }
    }

    boolean holds(Instance instance, View view) {
        return matches.stream().allMatch(match -> match.holds(instance, view));
    }

    /** The values that its leaves have to have, as far as that is certain. */
    Map<LeafSchema, String> equal() {
        Map<LeafSchema, String> equal = new HashMap<>();
        for (Match match : matches) {
            if (match.value.size() == 1) {
                match.value.forEach((leaf, value) -> {
                    if (leaf instanceof LeafSchema single) {
                        equal.put(single, value);
                    }
                });
            }
        }
        return equal;
    }

    /** The only entry that can fit. */
    Optional<Key> key() {
        if (!(schema instanceof ListSchema list) || list.keys().isEmpty()) {
            return Optional.empty();
        }
        Map<LeafSchema, String> equal = equal();
        List<String> values = new ArrayList<>();
        for (LeafSchema key : list.keys()) {
            if (!equal.containsKey(key)) {
                return Optional.empty();
            }
            values.add(equal.get(key));
        }
        return Optional.of(new Key(values));
    }
}
