package io.braid.yang.schema;

/** A node that has a value: a leaf, or one entry of a leaf-list. */
public abstract sealed class ValueSchema extends SchemaNode permits LeafSchema, LeafListSchema {
    private final ValueType type;

    ValueSchema(Common common, ValueType type) {
        super(common);
        this.type = type;
    }

    public final ValueType type() {
        return type;
    }
}
