package io.braid.yang.access;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.NodePath;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses rules that protect nothing, as their path names what the model does not have: whoever wrote them believes otherwise. */
public final class RuleCheck implements CommitParticipant {
    private static final String NACM = "nacm";

    @Override
    public String name() {
        return "access control";
    }

    @Override
    public Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
        Reader root = Reader.of(after);
        if (root.identity(NACM) != Reader.of(before).identity(NACM)) {
            List<DataError> errors = new ArrayList<>();
            for (Reader list : root.container(NACM).list("rule-list")) {
                for (Reader rule : list.list("rule")) {
                    rule.find("path")
                            .flatMap(path -> wrong(after.schema(), NodePath.of(path, module -> module)))
                            .ifPresent(reason -> errors.add(
                                    DataError.data(ErrorTag.INVALID_VALUE, rule.path() + "/path", reason)));
                }
            }
            if (!errors.isEmpty()) {
                throw new DatastoreException(errors);
            }
        }
        return Prepared.NOTHING;
    }

    private static Optional<String> wrong(InnerSchema root, NodePath path) {
        InnerSchema at = root;
        for (int i = 0; i < path.steps().size(); i++) {
            NodePath.Step step = path.steps().get(i);
            boolean last = i == path.steps().size() - 1;
            if (last && step.keys().isEmpty() && isAction(at, step)) {
                return Optional.empty();
            }
            Optional<SchemaNode> child = at.named(step.name())
                    .filter(each -> each.module().equals(step.module()))
                    .findFirst();
            if (child.isEmpty() || !(child.get() instanceof InnerSchema) && !last) {
                return Optional.of("the model has no " + step.module() + ":" + step.name() + " in " + at);
            }
            Optional<String> key = step.keys().keySet().stream()
                    .filter(name -> !isKey(child.get(), name))
                    .findFirst();
            if (key.isPresent()) {
                return Optional.of(key.get() + " is no key of " + child.get());
            }
            at = child.get() instanceof InnerSchema inner ? inner : at;
        }
        return Optional.empty();
    }

    private static boolean isAction(InnerSchema node, NodePath.Step step) {
        return node.operations().stream()
                .anyMatch(action -> action.name().equals(step.name()) && action.module().equals(step.module()));
    }

    private static boolean isKey(SchemaNode node, String name) {
        return node instanceof ListSchema list && list.keys().stream().anyMatch(key -> key.name().equals(name));
    }
}
