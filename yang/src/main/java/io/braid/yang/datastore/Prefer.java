package io.braid.yang.datastore;

/** Whose value is taken where a candidate and others changed the same. */
public enum Prefer {
    NOBODY,
    /** The candidate's. */
    YOURS,
    /** The one that is running. */
    THEIRS
}
