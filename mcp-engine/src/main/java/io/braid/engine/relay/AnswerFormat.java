package io.braid.engine.relay;

/** How a customer that signalled its wish learns the outcome. */
public enum AnswerFormat {
    /** Nothing was signalled: the connection itself is the answer. */
    NONE,
    /** A Convert message (RFC 8803 §4). */
    CONVERT,
    /** The echo of the Information Elements (draft-boucadair-mptcp-plain-mode-10 §5.2). */
    MP_CONVERT_IE,
    /** The option form of plain-mode-09, which knows no answer. */
    MP_CONVERT_OPTION
}
