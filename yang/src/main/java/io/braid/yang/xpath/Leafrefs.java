package io.braid.yang.xpath;

import io.braid.yang.schema.ValueSchema;
import java.util.List;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.InstanceIdentifierTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;

/** Finds what leafrefs and instance-identifiers refer to (RFC 7950 §9.9, §9.13, §10.3). */
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

    /** The nodes that a leaf refers to; empty if it is neither a leafref nor an instance-identifier. */
    static List<Instance> deref(Evaluator evaluator, Instance leaf) {
        if (!(leaf.schema() instanceof ValueSchema schema)) {
            return List.of();
        }
        return switch (schema.type().declared()) {
            case LeafrefTypeDefinition ref -> targets(evaluator, ref, leaf).stream()
                    .filter(target -> target.text().equals(leaf.text()))
                    .toList();
            case InstanceIdentifierTypeDefinition _ -> target(evaluator, leaf);
            default -> List.of();
        };
    }

    /** The node that an instance-identifier names (RFC 7950 §9.13); empty if there is none. */
    public static List<Instance> target(Evaluator evaluator, Instance leaf) {
        return evaluator.select(InstancePaths.parse(evaluator.schema(), leaf.text()), leaf);
    }
}
