package io.braid.yang.xpath;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.xpath.api.YangExpr;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathAxis;

/** Walks location paths (XPath 1.0 §2). */
final class Steps {
    private final Evaluator.Run run;

    Steps(Evaluator.Run run) {
        this.run = run;
    }

    List<Instance> walk(YangLocationPath path, Context context) {
        Instance start = path.isAbsolute() ? context.node().root() : context.node();
        return walk(List.of(start), path.getSteps(), context);
    }

    List<Instance> walk(List<Instance> from, List<YangLocationPath.Step> steps, Context context) {
        List<Instance> at = from;
        for (YangLocationPath.Step step : steps) {
            if (at.size() == 1) {
                // From one node, a step leads nowhere twice.
                at = step(at.getFirst(), step, context);
                continue;
            }
            Set<Instance> next = new LinkedHashSet<>();
            for (Instance node : at) {
                next.addAll(step(node, step, context));
            }
            at = List.copyOf(next);
        }
        return at;
    }

    private List<Instance> step(Instance node, YangLocationPath.Step step, Context context) {
        Optional<List<Instance>> byKey = KeyLookup.find(run, node, step, context);
        if (byKey.isPresent()) {
            return byKey.get();
        }
        List<Instance> candidates = onAxis(node, step);
        List<Instance> kept = filter(candidates, step.getPredicates(), context);
        return Axes.reverse(step.getAxis()) ? kept.reversed() : kept;
    }

    private static List<Instance> onAxis(Instance node, YangLocationPath.Step step) {
        NodeTest test = NodeTest.of(step);
        // A child by name needs a look at one schema node only, not at every entry of every list.
        if (step.getAxis() == YangXPathAxis.CHILD && test instanceof NodeTest.Named child) {
            if (!(node.schema() instanceof InnerSchema inner)) {
                return List.of();
            }
            List<SchemaNode> named = inner.named(child.name()).filter(child::matches).toList();
            return named.size() == 1
                    ? node.children(named.getFirst())
                    : named.stream().flatMap(each -> node.children(each).stream()).toList();
        }
        return Axes.of(node, step.getAxis()).filter(test::matches).toList();
    }

    /** The nodes for which every predicate holds; a predicate that is a number means a position. */
    List<Instance> filter(List<Instance> candidates, Collection<YangExpr> predicates, Context context) {
        List<Instance> kept = candidates;
        for (YangExpr predicate : predicates) {
            List<Instance> passed = new ArrayList<>();
            for (int i = 0; i < kept.size(); i++) {
                Value value = run.value(predicate, context.at(kept.get(i), i + 1, kept.size()));
                boolean holds = value instanceof Value.Number(double position) ? position == i + 1 : value.bool();
                if (holds) {
                    passed.add(kept.get(i));
                }
            }
            kept = passed;
        }
        return kept;
    }
}
