package io.braid.yang.validate;

import io.braid.yang.schema.Condition;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.model.api.type.RequireInstanceRestrictedTypeDefinition;

/** Judges nodes by the rules of the model. For one tree and one thread. */
final class Rules {
    private final Report report = new Report();
    private final Evaluator evaluator;
    private final Presence presence;
    private final References references;

    Rules(Schema schema, References.Known known) {
        evaluator = new Evaluator(schema);
        presence = new Presence(evaluator.existence(), report);
        references = new References(evaluator, report, known);
    }

    Evaluator evaluator() {
        return evaluator;
    }

    List<Violation> violations() {
        return report.violations();
    }

    /** Judges a node and all in it. */
    void visit(Instance node) {
        if (node.explicit() && !whens(node)) {
            return;
        }
        node.schema().musts().forEach(must -> must(node, must));
        reference(node);
        inside(node);
    }

    /** Judges what is in a node. */
    void inside(Instance node) {
        if (!(node.schema() instanceof InnerSchema inner)) {
            return;
        }
        presence(node);
        for (SchemaNode child : inner.children()) {
            List<Instance> instances = child.config() ? node.children(child) : List.of();
            if (child instanceof ListSchema list && instances.size() > 1) {
                Uniques.check(list, instances, report);
            }
            instances.forEach(this::visit);
        }
    }

    /** Judges which children a node has. */
    void presence(Instance node) {
        if (node.schema() instanceof InnerSchema inner) {
            presence.check(node, inner);
        }
    }

    void must(Instance node, Condition must) {
        if (!evaluator.test(must.expression(), node)) {
            report.add(
                    node,
                    node.path(),
                    Violation.Kind.MUST,
                    must.appTag(),
                    must.message().orElseGet(() -> "must satisfy: " + must.text()));
        }
    }

    void reference(Instance node) {
        if (node.schema() instanceof ValueSchema leaf
                && leaf.type().declared() instanceof RequireInstanceRestrictedTypeDefinition<?> type
                && type.requireInstance()) {
            references.check(node, type);
        }
    }

    void unique(Instance around, ListSchema list) {
        Uniques.check(list, around.children(list), report);
    }

    /** Whether the conditions of a node's existence hold; tells if not. */
    boolean whens(Instance node) {
        Optional<Condition> broken = broken(node);
        broken.ifPresent(when -> report.add(
                node,
                node.path(),
                Violation.Kind.WHEN,
                "has no meaning here, remove it: it is allowed only when " + when.text()));
        return broken.isEmpty();
    }

    /** Whether the conditions of a node's existence hold. */
    boolean hold(Instance node) {
        return broken(node).isEmpty();
    }

    private Optional<Condition> broken(Instance node) {
        return node.schema().whens().stream()
                .filter(when -> !evaluator.test(
                        when.expression(), when.onParent() ? node.parent().orElseThrow() : node))
                .findFirst();
    }
}
