package io.braid.yang.tree;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.SchemaNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A container, an entry of a list, or the root of the tree. */
public final class Branch implements Node {
    private final InnerSchema schema;

    /** Only what exists, in the order of the schema. */
    private final Node[] children;

    private Branch(InnerSchema schema, Node[] children) {
        this.schema = schema;
        this.children = children;
    }

    /** A branch without children. */
    public static Branch empty(InnerSchema schema) {
        return new Branch(schema, new Node[0]);
    }

    /**
     * A branch with these children, in any order; at most one of each schema node.
     *
     * @throws IllegalArgumentException if two children have the same schema node, or one belongs elsewhere
     */
    public static Branch of(InnerSchema schema, List<? extends Node> children) {
        Branch branch = empty(schema);
        Node[] sorted = children.toArray(Node[]::new);
        Arrays.sort(sorted, (a, b) -> Integer.compare(a.schema().index(), b.schema().index()));
        for (int i = 0; i < sorted.length; i++) {
            branch.check(sorted[i]);
            if (i > 0 && sorted[i].schema() == sorted[i - 1].schema()) {
                throw new IllegalArgumentException(sorted[i].schema() + " exists twice");
            }
        }
        return new Branch(schema, sorted);
    }

    @Override
    public InnerSchema schema() {
        return schema;
    }

    /** The children that exist, in the order of the schema: no defaults. */
    public List<Node> children() {
        return List.of(children);
    }

    /** The child that is an instance of this schema node. */
    public Optional<Node> child(SchemaNode wanted) {
        int at = position(wanted);
        return at < 0 ? Optional.empty() : Optional.of(children[at]);
    }

    /** The value of a leaf that exists. */
    public Optional<String> value(SchemaNode leaf) {
        return child(leaf).flatMap(node -> node instanceof Leaf found ? Optional.of(found.value()) : Optional.empty());
    }

    /** The same branch with {@code child} in the place of the child with the same schema node, if there is one. */
    public Branch with(Node child) {
        check(child);
        int at = position(child.schema());
        if (at >= 0 && children[at] == child) {
            return this;
        }
        if (at >= 0) {
            Node[] changed = children.clone();
            changed[at] = child;
            return new Branch(schema, changed);
        }
        Node[] longer = Arrays.copyOf(children, children.length + 1);
        int place = -at - 1;
        System.arraycopy(children, place, longer, place + 1, children.length - place);
        longer[place] = child;
        return new Branch(schema, longer);
    }

    /** The same branch without the child that is an instance of this schema node. */
    public Branch without(SchemaNode unwanted) {
        int at = position(unwanted);
        return at < 0
                ? this
                : new Branch(
                        schema,
                        Stream.of(children).filter(child -> child != children[at]).toArray(Node[]::new));
    }

    private void check(Node child) {
        if (child.schema().parent().orElse(null) != schema) {
            throw new IllegalArgumentException(child.schema() + " is no child of " + schema);
        }
    }

    /** Where the child is, or -1 - (where it would be). */
    private int position(SchemaNode wanted) {
        int low = 0;
        int high = children.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compare(children[middle].schema().index(), wanted.index());
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    @Override
    public String toString() {
        return schema + Arrays.toString(children);
    }
}
