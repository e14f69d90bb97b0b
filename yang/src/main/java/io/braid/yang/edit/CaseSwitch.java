package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import java.util.Map;
import java.util.Optional;

/** Setting a node of one case of a choice deletes those of the other cases (RFC 7950 §7.9). */
final class CaseSwitch {
    private final EditErrors errors;

    CaseSwitch(EditErrors errors) {
        this.errors = errors;
    }

    /**
     * The branch without the cases that a node rules out.
     *
     * @param created whether the node did not exist before; only then can there be others
     * @param chosen the cases that the same edit has set in the same branch
     */
    Branch apply(
            Branch branch, SchemaNode node, boolean created, DataPath path, Map<ChoiceSchema, CaseSchema> chosen) {
        Branch at = branch;
        for (Optional<CaseSchema> in = node.inCase(); in.isPresent(); in = in.get().choice().outer()) {
            CaseSchema mine = in.get();
            CaseSchema earlier = chosen.putIfAbsent(mine.choice(), mine);
            if (earlier != null && !earlier.equals(mine)) {
                errors.add(DataError.data(
                                ErrorTag.BAD_ELEMENT,
                                path.child(node).text(),
                                "excludes what the same edit sets: both belong to the choice "
                                        + mine.choice().name())
                        .with(DataError.NETCONF, "bad-element", node.name()));
                return at;
            }
            if (created) {
                at = without(at, mine);
            }
        }
        return at;
    }

    private static Branch without(Branch branch, CaseSchema kept) {
        Branch at = branch;
        for (Node child : branch.children()) {
            Optional<CaseSchema> other = child.schema().inCase();
            while (other.isPresent() && !other.get().choice().equals(kept.choice())) {
                other = other.get().choice().outer();
            }
            if (other.isPresent() && !other.get().equals(kept)) {
                at = at.without(child.schema());
            }
        }
        return at;
    }
}
