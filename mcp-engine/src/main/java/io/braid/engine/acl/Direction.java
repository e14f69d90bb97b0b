package io.braid.engine.acl;

/** Which way packets go, as the network sees a subscriber (RFC 6733 §4.3.1). */
public enum Direction {
    /** From the subscriber. */
    IN,
    /** To the subscriber. */
    OUT
}
