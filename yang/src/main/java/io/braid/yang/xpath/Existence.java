package io.braid.yang.xpath;

import io.braid.yang.schema.Condition;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Cases;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides whether a node that is not in the tree would be allowed there: by choices and when. */
public final class Existence {
    private final Evaluator evaluator;
    private final Set<Question> asked = new HashSet<>();

    private record Question(Instance around, SchemaNode child) {}

    Existence(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Supply supply() {
        return evaluator.supply();
    }

    Sight sight() {
        return evaluator.sight();
    }

    /** Whether {@code child} may exist in {@code around}. */
    public boolean allowed(Instance around, SchemaNode child) {
        return around.node() instanceof Branch branch
                && Cases.active(branch, child)
                && (child.whens().isEmpty() || conditions(around, child));
    }

    /** Whether the conditions of a choice's or node's existence hold, for all of which {@code around} is the context. */
    public boolean hold(Instance around, List<Condition> whens) {
        return whens.stream().allMatch(when -> evaluator.test(when.expression(), around));
    }

    private boolean conditions(Instance around, SchemaNode child) {
        // A when that reads its own node sees the stand-in, not the question again.
        Question question = new Question(around, child);
        if (!asked.add(question)) {
            return true;
        }
        try {
            Instance standIn = around.standIn(child);
            return child.whens().stream()
                    .allMatch(when -> evaluator.test(when.expression(), when.onParent() ? around : standIn));
        } finally {
            asked.remove(question);
        }
    }
}
