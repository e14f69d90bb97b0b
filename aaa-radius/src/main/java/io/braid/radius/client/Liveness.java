package io.braid.radius.client;

/** Whether a server answers. */
public enum Liveness {
    /** It was not asked yet. */
    UNKNOWN,
    /** It answers. */
    UP,
    /** A request to it remained without an answer; others are preferred until a Status-Server tells. */
    SUSPECT,
    /** It does not answer. Only Status-Server is sent to it. */
    DEAD;

    /** Whether requests are sent to it. */
    boolean usable() {
        return this != DEAD;
    }
}
