package io.braid.yang.schema;

/** A container. The root of the data tree is one without a parent. */
public final class ContainerSchema extends InnerSchema {
    private final boolean presence;

    ContainerSchema(Common common, boolean presence) {
        super(common);
        this.presence = presence;
    }

    /** Whether its existence has a meaning of its own; others exist always. */
    public boolean presence() {
        return presence;
    }
}
