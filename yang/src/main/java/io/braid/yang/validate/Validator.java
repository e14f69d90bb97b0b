package io.braid.yang.validate;

import io.braid.yang.schema.Condition;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.model.api.type.RequireInstanceRestrictedTypeDefinition;

/** Validates whole trees. */
public final class Validator {
    private final Schema schema;

    public Validator(Schema schema) {
        this.schema = schema;
    }

    /** Every rule that the tree breaks, in the order of the tree; empty if it is valid. */
    public List<Violation> validate(Branch root) {
        return new Pass().run(root);
    }

    private final class Pass {
        private final Report report = new Report();
        private final Evaluator evaluator = new Evaluator(schema);
        private final Presence presence = new Presence(evaluator.existence(), report);
        private final References references = new References(evaluator, report);

        List<Violation> run(Branch root) {
            inside(evaluator.root(root));
            return report.violations();
        }

        private void visit(Instance node) {
            if (node.explicit() && !whens(node)) {
                return;
            }
            for (Condition must : node.schema().musts()) {
                if (!evaluator.test(must.expression(), node)) {
                    report.add(
                            node,
                            node.path(),
                            Violation.Kind.MUST,
                            must.appTag(),
                            must.message().orElseGet(() -> "must satisfy: " + must.text()));
                }
            }
            if (node.schema() instanceof ValueSchema leaf
                    && leaf.type().declared() instanceof RequireInstanceRestrictedTypeDefinition<?> type
                    && type.requireInstance()) {
                references.check(node, type);
            }
            inside(node);
        }

        private void inside(Instance node) {
            if (!(node.schema() instanceof InnerSchema inner)) {
                return;
            }
            presence.check(node, inner);
            for (SchemaNode child : inner.children()) {
                List<Instance> instances = child.config() ? node.children(child) : List.of();
                if (child instanceof ListSchema list && instances.size() > 1) {
                    Uniques.check(list, instances, report);
                }
                instances.forEach(this::visit);
            }
        }

        private boolean whens(Instance node) {
            Optional<Condition> broken = node.schema().whens().stream()
                    .filter(when -> !evaluator.test(
                            when.expression(), when.onParent() ? node.parent().orElseThrow() : node))
                    .findFirst();
            broken.ifPresent(when -> report.add(
                    node,
                    node.path(),
                    Violation.Kind.WHEN,
                    "has no meaning here, remove it: it is allowed only when " + when.text()));
            return broken.isEmpty();
        }
    }
}
