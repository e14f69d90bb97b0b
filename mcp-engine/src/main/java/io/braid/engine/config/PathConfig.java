package io.braid.engine.config;

/**
 * Policy of the path manager for each connection of a service.
 *
 * @param subflowsMax most subflows of one MPTCP connection, the initial one included, 1 to 8 (draft S7.2, RFC 8684 §3.8)
 */
public record PathConfig(int subflowsMax) {
    public PathConfig {
        if (subflowsMax < 1 || subflowsMax > 8) {
            throw new IllegalArgumentException("subflows-max " + subflowsMax + " is not in 1..8");
        }
    }
}
