package io.braid.yang.edit;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.List;
import java.util.Optional;

/**
 * Makes one edit of many steps, so that it does what they would do one after the other. The time for a step is proportional to
 * its depth, whatever their number.
 */
public final class EditBuilder {
    private static final Optional<Insert> LAST = Optional.of(new Insert(Insert.Where.LAST, Optional.empty()));

    private final Draft root;

    /** An edit of nothing yet. */
    public EditBuilder(InnerSchema root) {
        this.root = new Draft(root, List.of(), 0);
    }

    /** Why a step cannot be done after those before it. */
    public static final class ClashException extends Exception {
        private static final long serialVersionUID = 1;

        ClashException(String message) {
            super(message);
        }
    }

    /**
     * Makes a node, or gives a leaf a value.
     *
     * @param path of the node; of a leaf-list without the value
     * @param value of a leaf or leaf-list in canonical form
     * @param line in the text it was read from; 0 means unknown
     * @throws ClashException if an earlier step set a node that excludes this one
     */
    public void set(DataPath path, Optional<String> value, int line) throws ClashException {
        List<DataPath> steps = path.steps();
        Draft at = root;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            at = made(at, steps.get(i).schema(), identity(steps.get(i), last ? value : Optional.empty()), line);
        }
        at.value = value;
    }

    private static Draft made(Draft around, SchemaNode node, List<String> identity, int line) throws ClashException {
        around.choose(node, line);
        Draft known = around.child(node, identity).orElse(null);
        if (known == null) {
            return around.put(new Draft(node, identity, line));
        }
        if (known.deleted()) {
            // Made anew it has nothing of what it had, and stands behind the others.
            around.remove(known);
            Draft anew = around.put(new Draft(node, identity, line));
            anew.operation = node instanceof InnerSchema ? Optional.of(Operation.REPLACE) : Optional.empty();
            anew.insert = userOrdered(node) ? LAST : Optional.empty();
            return anew;
        }
        if (known.operation.filter(Operation.NONE::equals).isPresent()) {
            known.operation = Optional.empty();
        }
        known.line = line;
        return known;
    }

    /**
     * Deletes a node, which has to exist.
     *
     * @param value of a leaf-list in canonical form
     * @throws ClashException if an earlier step deleted it
     */
    public void delete(DataPath path, Optional<String> value, int line) throws ClashException {
        Draft around = passed(path, line);
        List<String> identity = identity(path, path.schema() instanceof LeafListSchema ? value : Optional.empty());
        Optional<Draft> known = around.child(path.schema(), identity);
        if (known.filter(Draft::deleted).isPresent()) {
            throw new ClashException("was deleted before, in line " + known.get().line);
        }
        boolean touched = known.isPresent() && known.get().operation.filter(Operation.NONE::equals).isEmpty();
        known.ifPresent(around::remove);
        Draft gone = around.put(new Draft(path.schema(), identity, line));
        // What the same edit made need not have existed before.
        gone.operation = Optional.of(touched ? Operation.REMOVE : Operation.DELETE);
        gone.value = path.schema() instanceof LeafListSchema ? value : Optional.empty();
    }

    /**
     * Moves an entry or a value of a user's order, which has to exist.
     *
     * @param value of a leaf-list in canonical form
     * @throws ClashException if an earlier step deleted it
     */
    public void insert(DataPath path, Optional<String> value, Insert place, int line) throws ClashException {
        Draft around = passed(path, line);
        List<String> identity = identity(path, value);
        Draft moved = around.child(path.schema(), identity).orElse(null);
        if (moved == null) {
            moved = new Draft(path.schema(), identity, line);
            moved.operation = Optional.of(Operation.NONE);
            moved.value = value;
        } else if (moved.deleted()) {
            throw new ClashException("was deleted before, in line " + moved.line);
        } else {
            around.remove(moved);
        }
        moved.insert = Optional.of(place);
        moved.line = line;
        around.put(moved);
    }

    /** The node around another one; it is not made, but has to exist. */
    private Draft passed(DataPath path, int line) throws ClashException {
        Draft at = root;
        List<DataPath> steps = path.steps();
        for (DataPath step : steps.subList(0, steps.size() - 1)) {
            List<String> identity = identity(step, Optional.empty());
            Draft known = at.child(step.schema(), identity).orElse(null);
            if (known == null) {
                known = at.put(new Draft(step.schema(), identity, line));
                known.operation = Optional.of(Operation.NONE);
            } else if (known.deleted()) {
                throw new ClashException("what is around it was deleted before, in line " + known.line);
            }
            at = known;
        }
        return at;
    }

    /**
     * Makes a node with all that is in it.
     *
     * @throws ClashException as {@link #set}
     */
    public void merge(DataPath path, Node node) throws ClashException {
        switch (node) {
            case Leaf leaf -> set(path, Optional.of(leaf.value()), 0);
            case Values values -> {
                for (String value : values.values()) {
                    set(path, Optional.of(value), 0);
                }
            }
            case Entries entries -> {
                for (Branch entry : entries.stream().toList()) {
                    merge(path.up().entry(entries.schema(), Key.of(entry)), entry);
                }
            }
            case Branch branch -> {
                if (path.up() != null) {
                    set(path, Optional.empty(), 0);
                }
                for (Node child : branch.children()) {
                    if (!(branch.schema() instanceof ListSchema list && child.schema() instanceof LeafSchema leaf && list.keys().contains(leaf))) {
                        merge(path.child(child.schema()), child);
                    }
                }
            }
        }
    }

    /** The edit so far. */
    public EditNode build() {
        return root.node();
    }

    private static List<String> identity(DataPath step, Optional<String> value) {
        return step.schema() instanceof LeafListSchema
                ? value.map(List::of).orElse(List.of())
                : step.key().map(Key::values).orElse(List.of());
    }

    private static boolean userOrdered(SchemaNode node) {
        return node instanceof ListSchema list && list.userOrdered()
                || node instanceof LeafListSchema leaves && leaves.userOrdered();
    }
}
