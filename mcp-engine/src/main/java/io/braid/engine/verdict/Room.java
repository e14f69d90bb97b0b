package io.braid.engine.verdict;

/** The rooms a connection passes, in their order. */
public enum Room {
    /** Accepted from a customer: the listener, or the rules that intercept. */
    LISTENER,
    /** May this subscriber be served? */
    SUBSCRIBER,
    /** Where to? The conversion request. */
    CONVERT,
    /** Is the destination one the MCP may open? */
    GUARD,
    /** As whom? The source address that servers see. */
    SOURCE,
    /** Over which access network, to which next hop? */
    PATH,
    /** Did the server, or the next MCP, answer? */
    SERVER,
    /** How did the relayed connection end? */
    RELAY
}
