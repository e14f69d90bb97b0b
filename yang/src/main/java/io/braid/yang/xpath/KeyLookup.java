package io.braid.yang.xpath;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.xpath.api.YangBinaryExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangBinaryOperator;
import org.opendaylight.yangtools.yang.xpath.api.YangExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangFunctionCallExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLiteralExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangPathExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathAxis;

/**
 * Finds entries by their key. A step such as {@code service[name = current()/../service]} would otherwise look at every
 * entry, for each entry that asks.
 */
final class KeyLookup {
    private KeyLookup() {}

    /** The nodes of the step; empty if its predicates are not just the keys of a list. */
    static Optional<List<Instance>> find(
            Evaluator.Run run, Instance node, YangLocationPath.Step step, Context context) {
        if (step.getPredicates().isEmpty()
                || step.getAxis() != YangXPathAxis.CHILD
                || !(NodeTest.of(step) instanceof NodeTest.Named named)
                || !(node.schema() instanceof InnerSchema inner)
                || !(inner.named(named.name()).filter(named::matches).findFirst().orElse(null)
                        instanceof ListSchema list)
                || list.keys().size() != step.getPredicates().size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (LeafSchema key : list.keys()) {
            Optional<Value> wanted = step.getPredicates().stream()
                    .flatMap(predicate -> wanted(predicate, key).stream())
                    .findFirst()
                    .map(expr -> run.value(expr, context));
            if (wanted.isEmpty() || wanted.get() instanceof Value.Nodes(List<Instance> nodes) && nodes.size() != 1) {
                return Optional.empty();
            }
            values.add(wanted.get().text());
        }
        return Optional.of(node.entry(list, new Key(values)).stream().toList());
    }

    /** What the predicate compares the key with, if that does not depend on the entry. */
    private static Optional<YangExpr> wanted(YangExpr predicate, LeafSchema key) {
        return predicate instanceof YangBinaryExpr equality
                        && equality.getOperator() == YangBinaryOperator.EQUALS
                        && equality.getLeftExpr() instanceof YangLocationPath path
                        && !path.isAbsolute()
                        && path.getSteps().size() == 1
                        && path.getSteps().getFirst().getAxis() == YangXPathAxis.CHILD
                        && path.getSteps().getFirst().getPredicates().isEmpty()
                        && NodeTest.of(path.getSteps().getFirst()) instanceof NodeTest.Named named
                        && named.matches(key)
                        && independent(equality.getRightExpr())
                ? Optional.of(equality.getRightExpr())
                : Optional.empty();
    }

    private static boolean independent(YangExpr expr) {
        return switch (expr) {
            case YangLiteralExpr _ -> true;
            case YangFunctionCallExpr call -> call.getName().getLocalName().equals("current");
            case YangPathExpr path -> independent(path.getFilterExpr());
            default -> false;
        };
    }
}
