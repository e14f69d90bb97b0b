package io.braid.yang.schema;

/** A node that has a value: a leaf, or one entry of a leaf-list. */
public abstract sealed class ValueSchema extends SchemaNode permits LeafSchema, LeafListSchema {
    private final ValueType type;
    private final Secrecy secrecy;

    ValueSchema(Common common, ValueType type, Secrecy secrecy) {
        super(common);
        this.type = type;
        this.secrecy = secrecy;
    }

    /** Whether its values are secret: they are shown to those alone who ask for them. */
    public final boolean secret() {
        return secrecy != Secrecy.NONE;
    }

    /** Whether its values are told to nobody over NETCONF. */
    public final boolean writeOnly() {
        return secrecy == Secrecy.WRITE_ONLY;
    }

    public final ValueType type() {
        return type;
    }
}
