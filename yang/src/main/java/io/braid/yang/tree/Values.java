package io.braid.yang.tree;

import io.braid.yang.schema.LeafListSchema;
import java.util.List;

/** The values of a leaf-list, in the order in which they were given. */
public final class Values implements Node {
    private final LeafListSchema schema;
    private final List<Leaf> leaves;

    /**
     * Makes the values of a leaf-list.
     *
     * @throws IllegalArgumentException if a leaf belongs elsewhere
     */
    public Values(LeafListSchema schema, List<Leaf> leaves) {
        for (Leaf leaf : leaves) {
            if (leaf.schema() != schema) {
                throw new IllegalArgumentException(leaf + " is no value of " + schema);
            }
        }
        this.schema = schema;
        this.leaves = List.copyOf(leaves);
    }

    @Override
    public LeafListSchema schema() {
        return schema;
    }

    /** The values, each as a node. */
    public List<Leaf> leaves() {
        return leaves;
    }

    /** The values in canonical form. */
    public List<String> values() {
        return leaves.stream().map(Leaf::value).toList();
    }
}
