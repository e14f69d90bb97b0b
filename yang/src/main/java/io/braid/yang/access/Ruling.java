package io.braid.yang.access;

import io.braid.yang.tree.DataPath;
import java.util.List;

/**
 * What the rules say of one operation on one node of the model.
 *
 * @param conditional rules about some entries of lists only, which come first
 * @param permits what is true of all others
 */
record Ruling(List<Rule> conditional, boolean permits) {
    /** Whether it is permitted whatever the keys are. */
    boolean always() {
        return permits && conditional.stream().allMatch(Rule::permit);
    }

    /** Whether it is denied whatever the keys are. */
    boolean never() {
        return !permits && conditional.stream().noneMatch(Rule::permit);
    }

    boolean permits(DataPath place, String user) {
        for (Rule rule : conditional) {
            if (rule.keysFit(place, user)) {
                return rule.permit();
            }
        }
        return permits;
    }
}
