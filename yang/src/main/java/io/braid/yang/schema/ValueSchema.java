package io.braid.yang.schema;

/** A node that has a value: a leaf, or one entry of a leaf-list. */
public abstract sealed class ValueSchema extends SchemaNode permits LeafSchema, LeafListSchema {
    private final ValueType type;
    private final boolean secret;

    ValueSchema(Common common, ValueType type, boolean secret) {
        super(common);
        this.type = type;
        this.secret = secret;
    }

    /** Whether the model marks its values as secret ({@code braid-types:secret}): they are shown to those alone who ask for them. */
    public final boolean secret() {
        return secret;
    }

    public final ValueType type() {
        return type;
    }
}
