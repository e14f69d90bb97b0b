package io.braid.yang.tree;

import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.Optional;

/** Tells which case of a choice holds in a branch (RFC 7950 §7.9). */
public final class Cases {
    private Cases() {}

    /** The case of which data exists. */
    public static Optional<CaseSchema> chosen(Branch branch, ChoiceSchema choice) {
        for (Node child : branch.children()) {
            Optional<CaseSchema> member = member(child.schema(), choice);
            if (member.isPresent()) {
                return member;
            }
        }
        return Optional.empty();
    }

    /** Whether a node that does not exist may show its default: its case was chosen, or is the default case. */
    public static boolean active(Branch branch, SchemaNode node) {
        return active(branch, node.inCase());
    }

    /** Whether a case holds, together with the cases around it. */
    public static boolean active(Branch branch, Optional<CaseSchema> inCase) {
        Optional<CaseSchema> at = inCase;
        while (at.isPresent()) {
            CaseSchema mine = at.get();
            Optional<CaseSchema> chosen = chosen(branch, mine.choice());
            boolean holds = chosen.map(mine::equals).orElse(mine.isDefault());
            if (!holds) {
                return false;
            }
            at = mine.choice().outer();
        }
        return true;
    }

    /** The case of {@code choice} that a node belongs to, directly or through inner choices. */
    private static Optional<CaseSchema> member(SchemaNode node, ChoiceSchema choice) {
        Optional<CaseSchema> at = node.inCase();
        while (at.isPresent() && !at.get().choice().equals(choice)) {
            at = at.get().choice().outer();
        }
        return at;
    }
}
