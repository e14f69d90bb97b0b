package io.braid.engine.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is kept from the MCP, and from those it converts towards (draft S5.3).
 *
 * @param internetFacing interfaces over which MPTCP connections to this host are refused
 * @param customers the customers of upstream services, by service
 */
public record SafeguardConfig(Set<String> internetFacing, Map<String, Customers> customers) {
    /** Keeps nobody away. */
    public static final SafeguardConfig NONE = new SafeguardConfig(Set.of(), Map.of());

    public SafeguardConfig {
        customers = Map.copyOf(customers);
    }

    /**
     * Hosts that are to reach concentrators through this MCP only.
     *
     * @param interfaces where they are
     * @param concentrators addresses, at least one
     * @param multipathOnly whether packets pass that do not open an MPTCP connection or subflow
     */
    public record Customers(List<String> interfaces, List<InetAddress> concentrators, boolean multipathOnly) {
        public Customers {
            interfaces = List.copyOf(interfaces);
            concentrators = List.copyOf(concentrators);
        }
    }
}
