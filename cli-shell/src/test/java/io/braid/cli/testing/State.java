package io.braid.cli.testing;

import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** State that is written down in a test: leaves by their names, containers as maps, lists as lists of maps. */
public final class State {
    private State() {}

    /** Names and values in turns. */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Entries that are there wherever {@code where} says so. */
    public static StateProvider at(String path, Predicate<StateQuery> where, List<Map<String, Object>> entries) {
        return new StateProvider() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public Stream<Branch> entries(StateQuery query) {
                return where.test(query) ? entries.stream().map(each -> branch(query.node(), each)) : Stream.empty();
            }
        };
    }

    private static Branch branch(InnerSchema schema, Map<?, ?> values) {
        List<Node> children = new ArrayList<>();
        values.forEach((name, value) -> children.add(node(schema.child((String) name), value)));
        return Branch.of(schema, children);
    }

    private static Node node(SchemaNode schema, Object value) {
        return switch (value) {
            case List<?> entries -> Entries.of((ListSchema) schema, entries.stream()
                    .map(entry -> branch((InnerSchema) schema, (Map<?, ?>) entry))
                    .toList());
            case Map<?, ?> inside -> branch((InnerSchema) schema, inside);
            default -> new Leaf((ValueSchema) schema, value.toString());
        };
    }
}
