package io.braid.engine.verdict;

/** Whose doing a refusal is; it sets the log level. */
public enum Blame {
    /** The customer, or the CPE. */
    SUBSCRIBER,
    /** The server, or the network towards it. */
    SERVER,
    /** An access network, or the next MCP. */
    PATH,
    /** The configuration. */
    OPERATOR,
    /** Braid, or the machine it runs on. */
    MCP
}
