package io.braid.engine.relay;

import java.time.Instant;

/**
 * Whether a service can do its work.
 *
 * @param service its name
 * @param oper whether it works
 * @param reason what is in the way, for the operator; empty if nothing is
 * @param since when it became so
 */
public record ServiceStatus(String service, Oper oper, String reason, Instant since) {
    /** Whether a service works, by its listeners and the addresses and interfaces it needs. */
    public enum Oper {
        /** It listens wherever it is to. */
        UP,
        /** It listens, but some of its addresses or interfaces are missing. */
        DEGRADED,
        /** Nobody can reach it. It begins by itself as soon as it can. */
        DOWN,
        /** It is switched off. */
        DISABLED
    }

    boolean same(ServiceStatus other) {
        return other != null && oper == other.oper && reason.equals(other.reason);
    }
}
