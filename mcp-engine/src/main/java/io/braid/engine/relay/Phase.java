package io.braid.engine.relay;

/** Where a conversion stands between accept and close. */
public enum Phase {
    /** Accepted; the conversion request has not come whole. */
    AWAIT_SIGNAL,
    /** It is being asked whether its subscriber may use the service. */
    AWAIT_AUTHORIZATION,
    /** The server leg is being connected. */
    CONNECTING,
    /** Connected to the next MCP, which has not answered yet. */
    AWAIT_ANSWER,
    /** Bytes flow. */
    RELAYING,
    /** Refused: the answer is on its way to the customer, nothing else is. */
    REFUSING,
    /** Both legs are closed. */
    CLOSED
}
