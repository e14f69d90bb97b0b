package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.CaseSchema;
import io.braid.yang.schema.ChoiceSchema;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does an edit to a tree. What the edit does not name is shared with the tree before. */
public final class TreeEdit {
    private final EditErrors errors;

    private TreeEdit(EditErrors errors) {
        this.errors = errors;
    }

    /**
     * What an edit made.
     *
     * @param root the tree with the edit done, as far as the error-option lets it
     * @param errors everything that could not be done; at most 100
     */
    public record Result(Branch root, List<DataError> errors) {}

    /** Does an edit. With errors, the result is what the error-option says. */
    public static Result apply(Branch root, EditRequest request) {
        EditErrors errors = new EditErrors(request.onError() == EditRequest.ErrorOption.CONTINUE);
        Branch edited = new TreeEdit(errors)
                .inside(root, request.config(), request.defaultOperation(), DataPath.root(root.schema()));
        boolean keep = errors.none() || request.onError() != EditRequest.ErrorOption.ROLLBACK;
        return new Result(keep ? edited : root, errors.all());
    }

    /** Does the children of an edit to a branch. */
    Branch inside(Branch branch, EditNode edit, Operation inherited, DataPath path) {
        Branch at = branch;
        Map<ChoiceSchema, CaseSchema> chosen = new HashMap<>();
        for (EditNode child : edit.children()) {
            if (errors.stopped()) {
                return at;
            }
            boolean key = path.schema() instanceof ListSchema list && list.keys().contains(child.schema());
            if (!key) {
                at = child(at, child, child.operation().orElse(inherited), path, chosen);
            } else if (child.operation().filter(TreeEdit::deletes).isPresent()) {
                errors.add(DataError.data(
                        ErrorTag.BAD_ATTRIBUTE, path.child(child.schema()).text(),
                        "a key is not deleted: delete the entry"));
            }
        }
        return at;
    }

    private Branch child(
            Branch around, EditNode edit, Operation operation, DataPath path, Map<ChoiceSchema, CaseSchema> chosen) {
        Optional<Node> before = around.child(edit.schema());
        Branch after = switch (edit.schema()) {
            case ListSchema list -> new ListEdit(this, errors).apply(around, list, edit, operation, path);
            case ContainerSchema container -> container(around, container, edit, operation, path);
            case LeafListSchema list -> new LeafListEdit(errors).apply(around, list, edit, operation, path);
            case LeafSchema leaf -> leaf(around, leaf, edit, operation, path);
        };
        boolean set = !deletes(operation) && after.child(edit.schema()).isPresent();
        return set ? new CaseSwitch(errors).apply(after, edit.schema(), before.isEmpty(), path, chosen) : after;
    }

    private Branch container(
            Branch around, ContainerSchema schema, EditNode edit, Operation operation, DataPath path) {
        DataPath here = path.child(schema);
        Optional<Branch> existing = around.child(schema).map(Branch.class::cast);
        if (deletes(operation)) {
            return operation == Operation.DELETE && existing.isEmpty() ? missing(around, here) : around.without(schema);
        }
        // A container without presence exists always: an operation none may pass through it.
        boolean passable = operation == Operation.NONE && !schema.presence();
        if (!passable && !errors.possible(operation, existing.isPresent(), here)) {
            return around;
        }
        Branch base = existing.filter(_ -> !fresh(operation)).orElseGet(() -> Branch.empty(schema));
        Branch edited = inside(base, edit, operation, here);
        return edited.children().isEmpty() && !schema.presence() ? around.without(schema) : around.with(edited);
    }

    private Branch missing(Branch around, DataPath path) {
        errors.missing(path);
        return around;
    }

    private Branch leaf(Branch around, LeafSchema schema, EditNode edit, Operation operation, DataPath path) {
        DataPath here = path.child(schema);
        boolean exists = around.child(schema).isPresent();
        if (deletes(operation)) {
            return operation == Operation.DELETE && !exists ? missing(around, here) : around.without(schema);
        }
        if (!errors.possible(operation, exists, here) || operation == Operation.NONE) {
            return around;
        }
        return value(edit, here).map(value -> set(around, schema, value)).orElse(around);
    }

    private static Branch set(Branch around, LeafSchema schema, String value) {
        return around.value(schema).filter(value::equals).isPresent() ? around : around.with(new Leaf(schema, value));
    }

    private Optional<String> value(EditNode edit, DataPath here) {
        if (edit.value().isEmpty()) {
            errors.add(DataError.data(
                    ErrorTag.INVALID_VALUE, here.text(), "lacks a value"));
        }
        return edit.value();
    }

    private static boolean deletes(Operation operation) {
        return operation == Operation.DELETE || operation == Operation.REMOVE;
    }

    /** Whether the operation starts from nothing, whatever existed. */
    static boolean fresh(Operation operation) {
        return operation == Operation.REPLACE || operation == Operation.CREATE;
    }
}
