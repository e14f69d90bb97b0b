package io.braid.engine.concentrator;

/** What is known of a concentrator over one access network. */
public enum Health {
    /** Nothing since the access network came: customers' first bytes wait for its answer. */
    UNTRIED,
    /** It has answered: customers' first bytes follow the request at once. */
    USABLE,
    /** It failed; connections go another way until a probe finds that it works again. */
    FAILED,
    /** It asked to be left alone for a while (RFC 8803 §4.2.8, Errors 64 and 65). */
    BACKING_OFF
}
