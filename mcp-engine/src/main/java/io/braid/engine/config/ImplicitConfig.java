package io.braid.engine.config;

/**
 * Implicit mode of an upstream service: the next MCP is on the primary path (draft S5.2.2).
 *
 * @param preferProxy whether the SYN of the first subflow carries MP_PREFER_PROXY (draft S5.2.2.1)
 * @param primaryDown what becomes of connections while the primary access network is down
 */
public record ImplicitConfig(boolean preferProxy, PrimaryDown primaryDown) {
    /** The first subflow takes no other access network than the primary one. */
    public enum PrimaryDown {
        /** Plain TCP over another access network. */
        PLAIN_TCP,
        /** To a concentrator, in explicit mode. */
        EXPLICIT
    }
}
