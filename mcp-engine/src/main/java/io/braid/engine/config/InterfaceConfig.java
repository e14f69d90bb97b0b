package io.braid.engine.config;

/**
 * An interface and the side it faces.
 *
 * @param name the kernel's name of it
 * @param role customer-facing or Internet-facing (draft S5.3)
 */
public record InterfaceConfig(String name, Role role) {
    /** The side an interface faces. */
    public enum Role {
        /** Customers, CPEs and multipath hosts are behind it. */
        CUSTOMER_FACING,
        /** Servers are behind it. */
        INTERNET_FACING
    }
}
