package io.braid.yang.validate;

import io.braid.yang.schema.ValueSchema;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.LeafrefKeys;
import io.braid.yang.xpath.Leafrefs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.InstanceIdentifierTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RequireInstanceRestrictedTypeDefinition;

/**
 * Leafrefs and instance-identifiers whose target must exist (RFC 7950 §9.9.3, §9.13.1). yangtools 14 takes require-instance
 * of an instance-identifier for false where the RFC's default is true: modules have to state it.
 */
final class References {
    private final Evaluator evaluator;
    private final Report report;
    private final Known known;

    /** The values at absolute paths, which are the same for every leaf that refers there. */
    private final Map<PathExpression, Set<String>> absolute = new HashMap<>();

    /** What an index knows of targets. */
    interface Known {
        /** Whether a value that a leaf may refer to is there; empty if no index tells. */
        Optional<Boolean> exists(ValueSchema leaf, String value);
    }

    References(Evaluator evaluator, Report report, Known known) {
        this.known = known;
        this.evaluator = evaluator;
        this.report = report;
    }

    void check(Instance leaf, RequireInstanceRestrictedTypeDefinition<?> type) {
        switch (type) {
            case LeafrefTypeDefinition ref -> leafref(leaf, ref);
            case InstanceIdentifierTypeDefinition _ -> {
                if (Leafrefs.target(evaluator, leaf).isEmpty()) {
                    add(leaf, "there is no such node");
                }
            }
            default -> {}
        }
    }

    private void leafref(Instance leaf, LeafrefTypeDefinition ref) {
        if (LeafrefKeys.exists(evaluator, ref, leaf)
                .or(() -> known.exists((ValueSchema) leaf.schema(), leaf.text()))
                .orElse(false)) {
            return;
        }
        PathExpression path = ref.getPathStatement();
        // A path with a predicate may read the leaf that refers, by current().
        boolean shared = path.isAbsolute() && path.getOriginalString().indexOf('[') < 0;
        Set<String> values = shared
                ? absolute.computeIfAbsent(path, _ -> values(leaf, ref))
                : values(leaf, ref);
        if (!values.contains(leaf.text())) {
            add(leaf, "there is no such " + target(path) + known(values));
        }
    }

    private void add(Instance leaf, String reason) {
        String message = "\"" + leaf.text() + "\" refers to nothing: " + reason;
        report.add(leaf, leaf.path(), Violation.Kind.LEAFREF, message);
    }

    private Set<String> values(Instance leaf, LeafrefTypeDefinition ref) {
        return Leafrefs.targets(evaluator, ref, leaf).stream().map(Instance::text).collect(Collectors.toSet());
    }

    private static String target(PathExpression path) {
        return path.getOriginalString().replaceAll("[\\w.-]+:", "");
    }

    private static String known(Set<String> values) {
        List<String> some = values.stream().sorted().limit(8).toList();
        return some.isEmpty() ? "" : "; there are " + String.join(", ", some) + (values.size() > 8 ? ", …" : "");
    }
}
