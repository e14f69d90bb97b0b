package io.braid.yang.tree;

import io.braid.yang.schema.ValueSchema;

/** A leaf, or one value of a leaf-list. */
public final class Leaf implements Node {
    private final ValueSchema schema;
    private final String value;

    /**
     * Makes a leaf.
     *
     * @param schema what it is
     * @param value its value in canonical form, see {@link io.braid.yang.schema.ValueType#canonical}
     */
    public Leaf(ValueSchema schema, String value) {
        this.schema = schema;
        this.value = value;
    }

    @Override
    public ValueSchema schema() {
        return schema;
    }

    /** The value in canonical form. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return schema.name() + "=" + value;
    }
}
