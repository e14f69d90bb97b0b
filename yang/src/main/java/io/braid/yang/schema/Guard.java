package io.braid.yang.schema;

/** What a node, rpc or notification is guarded from as long as no rule of access control tells otherwise (RFC 8341 §3.2, §5). */
public enum Guard {
    /** From nothing: the defaults of access control decide. */
    NONE,
    /** From being changed, by {@code default-deny-write}. */
    WRITE,
    /** From being read, changed and executed: by {@code default-deny-all}, or as the model marks it as secret. */
    ALL;

    /** The stronger one: what is in a guarded node is guarded too. */
    Guard or(Guard other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
