package io.braid.yang.xpath;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.model.api.PathExpression;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathAxis;

/** Finds the target of a leafref that refers to the key of a list without looking at every entry. */
public final class LeafrefKeys {
    private LeafrefKeys() {}

    /** Whether the target of a leaf exists; empty if its path does not end with a list and its only key. */
    public static Optional<Boolean> exists(Evaluator evaluator, LeafrefTypeDefinition ref, Instance leaf) {
        return lists(evaluator, ref, leaf).map(lists -> lists.stream()
                .anyMatch(each -> each.around.entry(each.list, Key.of(leaf.text())).isPresent()));
    }

    /** A list whose only key a leaf refers to, and where it stands. */
    record Target(Instance around, ListSchema list) {}

    /** The lists that a leaf refers to; empty if its path does not end with a list and its only key. */
    static Optional<List<Target>> lists(Evaluator evaluator, LeafrefTypeDefinition ref, Instance leaf) {
        if (!(ref.getPathStatement().getSteps() instanceof PathExpression.LocationPathSteps path)) {
            return Optional.empty();
        }
        YangLocationPath whole = path.getLocationPath();
        List<YangLocationPath.Step> steps = whole.getSteps();
        if (steps.size() < 2 || !steps.subList(steps.size() - 2, steps.size()).stream().allMatch(LeafrefKeys::plain)) {
            return Optional.empty();
        }
        List<YangLocationPath.Step> before = steps.subList(0, steps.size() - 2);
        YangLocationPath prefix =
                whole.isAbsolute() ? YangLocationPath.absolute(before) : YangLocationPath.relative(before);
        List<Target> found = new ArrayList<>();
        for (Instance around : evaluator.select(prefix, leaf)) {
            Optional<ListSchema> list = list(around, steps);
            if (list.isEmpty()) {
                return Optional.empty();
            }
            found.add(new Target(around, list.get()));
        }
        return Optional.of(found);
    }

    private static boolean plain(YangLocationPath.Step step) {
        return step.getAxis() == YangXPathAxis.CHILD
                && step.getPredicates().isEmpty()
                && NodeTest.of(step) instanceof NodeTest.Named;
    }

    private static Optional<ListSchema> list(Instance around, List<YangLocationPath.Step> steps) {
        return child(around.schema(), steps.get(steps.size() - 2))
                .filter(node -> node instanceof ListSchema list
                        && list.keys().size() == 1
                        && child(list, steps.getLast()).filter(list.keys().getFirst()::equals).isPresent())
                .map(ListSchema.class::cast);
    }

    private static Optional<SchemaNode> child(SchemaNode node, YangLocationPath.Step step) {
        return node instanceof InnerSchema inner && NodeTest.of(step) instanceof NodeTest.Named named
                ? inner.named(named.name()).filter(named::matches).findFirst()
                : Optional.empty();
    }
}
