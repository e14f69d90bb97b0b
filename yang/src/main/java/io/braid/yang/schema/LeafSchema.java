package io.braid.yang.schema;

import java.util.Optional;

/** A leaf. */
public final class LeafSchema extends ValueSchema {
    private final boolean mandatory;
    private final Optional<String> defaultValue;

    LeafSchema(Common common, ValueType type, Secrecy secrecy, boolean mandatory, Optional<String> defaultValue) {
        super(common, type, secrecy);
        this.mandatory = mandatory;
        this.defaultValue = defaultValue;
    }

    public boolean mandatory() {
        return mandatory;
    }

    /** The default in canonical form. */
    public Optional<String> defaultValue() {
        return defaultValue;
    }
}
