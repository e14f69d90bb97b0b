package io.braid.yang.datastore;

/** A configuration that can be locked. */
public enum Target {
    RUNNING,
    /** The candidate that all NETCONF sessions share. */
    CANDIDATE
}
