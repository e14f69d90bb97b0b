package io.braid.yang.xpath;

import io.braid.yang.schema.ValueSchema;
import java.util.List;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;

/** Finds what a leafref may refer to, and what it does refer to (RFC 7950 §9.9, §10.3). */
public final class Leafrefs {
    private Leafrefs() {}

    /** The nodes at the leafref's path; {@code from} is the leaf that refers. */
    public static List<Instance> targets(Evaluator evaluator, LeafrefTypeDefinition ref, Instance from) {
        return switch (ref.getPathStatement().getSteps()) {
            case PathExpression.LocationPathSteps path -> evaluator.select(path.getLocationPath(), from);
            case PathExpression.DerefSteps path -> evaluator.select(path.getDerefArgument(), from).stream()
                    .flatMap(leaf -> deref(evaluator, leaf).stream())
                    .flatMap(target -> evaluator.select(path.getRelativePath(), target).stream())
                    .toList();
            default -> throw new XPathException("the path of a leafref has an unknown form");
        };
    }

    /** The nodes that a leaf refers to: those targets that have its value. Empty if it is no leafref. */
    static List<Instance> deref(Evaluator evaluator, Instance leaf) {
        return leaf.schema() instanceof ValueSchema schema
                        && schema.type().declared() instanceof LeafrefTypeDefinition ref
                ? targets(evaluator, ref, leaf).stream()
                        .filter(target -> target.text().equals(leaf.text()))
                        .toList()
                : List.of();
    }
}
