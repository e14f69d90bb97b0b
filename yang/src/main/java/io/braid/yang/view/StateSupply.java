package io.braid.yang.view;

import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.Supply;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the provider of a node, and asks it. */
public final class StateSupply implements Supply {
    private final Map<SchemaNode, StateProvider> providers = new HashMap<>();

    /**
     * Knows these providers.
     *
     * @throws IllegalArgumentException if two provide the same, or one what the model does not have as state
     */
    public StateSupply(Schema schema, Collection<StateProvider> all) {
        Map<String, StateProvider> byPath = new HashMap<>();
        for (StateProvider provider : all) {
            if (byPath.put(provider.path(), provider) != null) {
                throw new IllegalArgumentException("two providers of " + provider.path());
            }
        }
        find(schema.root(), byPath);
        if (!byPath.isEmpty()) {
            throw new IllegalArgumentException("the model has no state at " + byPath.keySet());
        }
    }

    private void find(InnerSchema around, Map<String, StateProvider> byPath) {
        for (SchemaNode child : around.children()) {
            if (child instanceof InnerSchema inner) {
                StateProvider provider = providable(inner) ? byPath.remove(child.path()) : null;
                if (provider != null) {
                    providers.put(child, provider);
                }
                find(inner, byPath);
            }
        }
    }

    /** State, or a container of configuration in which leaves of state stand. */
    private static boolean providable(InnerSchema node) {
        return !node.config() || node.children().stream().anyMatch(child -> !child.config() && child instanceof ValueSchema);
    }

    @Override
    public Optional<Stream<Branch>> entries(
            Instance around, InnerSchema node, Map<LeafSchema, String> equal, long limit) {
        return Optional.ofNullable(providers.get(node))
                .map(provider -> provider.entries(new StateQuery(node, around.place(), equal, limit)));
    }

    /** The same, for expressions: they come to a node more than once and expect to find the same. */
    public Supply remembering() {
        Map<Question, List<Branch>> answers = new HashMap<>();
        return (around, node, equal, limit) -> {
            Question question = new Question(around, node, equal);
            List<Branch> known = answers.get(question);
            if (known == null && providers.containsKey(node)) {
                try (Stream<Branch> entries = entries(around, node, equal, limit).orElseThrow()) {
                    known = entries.toList();
                }
                answers.put(question, known);
            }
            return Optional.ofNullable(known).map(List::stream);
        };
    }

    private record Question(Instance around, InnerSchema node, Map<LeafSchema, String> equal) {}
}
