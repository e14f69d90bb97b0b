package io.braid.yang.schema;

import java.util.List;

/** A leaf-list; as a node of the tree also one value of it. */
public final class LeafListSchema extends ValueSchema {
    private final List<String> defaults;
    private final Count count;
    private final boolean userOrdered;

    LeafListSchema(Common common, ValueType type, Secrecy secrecy, List<String> defaults, Count count, boolean userOrdered) {
        super(common, type, secrecy);
        this.defaults = List.copyOf(defaults);
        this.count = count;
        this.userOrdered = userOrdered;
    }

    /** The default values in canonical form. */
    public List<String> defaults() {
        return defaults;
    }

    public Count count() {
        return count;
    }

    /** Whether the order of the values is the user's. */
    public boolean userOrdered() {
        return userOrdered;
    }
}
