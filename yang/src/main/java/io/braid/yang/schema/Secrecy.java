package io.braid.yang.schema;

/** Who is shown the values of a leaf or leaf-list. */
public enum Secrecy {
    /** Whoever may read the leaf. */
    NONE,
    /** Those alone who ask for them ({@code braid-types:secret}). */
    SECRET,
    /** As secrets, and nobody over NETCONF ({@code braid-types:write-only}). */
    WRITE_ONLY
}
