package io.braid.netconf.filter;

import io.braid.netconf.xml.Element;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Key;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Instance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a subtree filter selects in a node (RFC 6241 §6): the union of what its criteria for the node select. */
public final class SubtreeFilter implements Selection {
    /** Criteria that the node has met, none of which wants the whole of it. */
    private final List<Criterion> met;

    private SubtreeFilter(List<Criterion> met) {
        this.met = met;
    }

    /** What a {@code filter} element selects. */
    public static Selection of(InnerSchema root, Element filter) {
        return new SubtreeFilter(List.of(Criterion.root(root, filter)));
    }

    @Override
    public List<SchemaNode> children(InnerSchema schema, View view) {
        Set<SchemaNode> wanted = new LinkedHashSet<>();
        met.forEach(criterion -> {
            criterion.parts().forEach(part -> wanted.add(part.schema()));
            criterion.matches().forEach(match -> wanted.addAll(match.value().keySet()));
        });
        return wanted.isEmpty()
                ? List.of()
                : view.children(schema).stream().filter(wanted::contains).toList();
    }

    /** A content match that holds is part of the output. */
    @Override
    public boolean itself() {
        return met.stream().anyMatch(criterion -> !criterion.matches().isEmpty());
    }

    @Override
    public Stream<Chosen> of(Instance around, SchemaNode child, View view) {
        List<Criterion> criteria = met.stream()
                .flatMap(criterion -> criterion.parts().stream())
                .filter(part -> part.schema() == child)
                .toList();
        Set<String> matched = met.stream()
                .flatMap(criterion -> criterion.matches().stream())
                .flatMap(match -> Optional.ofNullable(match.value().get(child)).stream())
                .collect(Collectors.toSet());
        return candidates(around, child, criteria, view)
                .flatMap(each -> !(child instanceof InnerSchema) && matched.contains(each.text())
                        ? Stream.of(new Chosen(each, WHOLE))
                        : chosen(each, criteria, view));
    }

    private static Stream<Chosen> chosen(Instance instance, List<Criterion> criteria, View view) {
        List<Criterion> holding =
                criteria.stream().filter(criterion -> criterion.holds(instance, view)).toList();
        boolean whole = holding.stream().anyMatch(Criterion::whole);
        if (holding.isEmpty() || !whole && !(instance.schema() instanceof InnerSchema)) {
            return Stream.empty();
        }
        return Stream.of(new Chosen(instance, whole ? WHOLE : new SubtreeFilter(holding)));
    }

    /** The instances that can meet a criterion; where keys are given, these alone are looked up. */
    private static Stream<Instance> candidates(
            Instance around, SchemaNode child, List<Criterion> criteria, View view) {
        if (child instanceof ListSchema list && !criteria.isEmpty()) {
            List<Key> keys = criteria.stream()
                    .map(Criterion::key)
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            boolean all = criteria.stream().allMatch(criterion -> criterion.key().isPresent());
            if (all && (keys.size() == 1 || !list.userOrdered())) {
                return keys.stream().sorted().flatMap(key -> around.entry(list, key).stream());
            }
        }
        Map<LeafSchema, String> equal = criteria.size() == 1 ? criteria.getFirst().equal() : Map.of();
        return view.instances(around, child, equal, Long.MAX_VALUE);
    }
}
