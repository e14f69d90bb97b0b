package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig;

/**
 * Why a service could not listen somewhere.
 *
 * @param service its name
 * @param endpoint where
 * @param kind what is in the way
 * @param detail the kernel's words
 */
public record Obstacle(String service, ServiceConfig.Endpoint endpoint, Kind kind, String detail) {
    /** What is in the way. */
    public enum Kind {
        /** The address is not one of this host. */
        ADDRESS_MISSING,
        /** Another process, or another part of this one, has the port. */
        PORT_IN_USE,
        OTHER
    }
}
