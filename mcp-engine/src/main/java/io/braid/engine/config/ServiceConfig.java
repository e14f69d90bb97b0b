package io.braid.engine.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One conversion service (draft S5.1, S5.2): where customers' connections come from, and where they go.
 *
 * @param name unique name
 * @param enabled whether it accepts new conversions; established ones are never disturbed
 * @param role upstream (CPE) or downstream (network)
 * @param explicit the addresses to which MPTCP connections are made explicitly (draft S5.2.1)
 * @param intercept the interfaces on which connections are intercepted
 * @param implicit how to reach an MCP on the way to the servers (draft S5.2.2); only upstream, and with accesses
 * @param concentrators downstream MCPs in order of preference; empty means server legs go to the destination itself
 * @param fallback what happens when no concentrator can take a connection
 * @param accesses the access networks that server legs with MPTCP use, in order of preference; empty means routing decides
 * @param source which source address servers see; empty only when there are concentrators
 * @param hairpinning whether a customer may be another one's server
 * @param serverProtocol how server legs are opened (draft S5.6.1)
 * @param path the path manager's policy
 * @param timers timeouts
 * @param limits bounds
 * @param authorization who may use it (draft S5.3)
 */
public record ServiceConfig(
        String name,
        boolean enabled,
        Role role,
        Optional<Explicit> explicit,
        Optional<Intercept> intercept,
        Optional<ImplicitConfig> implicit,
        List<Concentrator> concentrators,
        FallbackConfig fallback,
        List<Access> accesses,
        Optional<SourceConfig> source,
        boolean hairpinning,
        ServerProtocol serverProtocol,
        PathConfig path,
        TimerConfig timers,
        LimitConfig limits,
        AuthorizationConfig authorization) {
    private static final InetAddress LOOPBACK4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");

    public ServiceConfig {
        concentrators = List.copyOf(concentrators);
        accesses = List.copyOf(accesses);
        if (explicit.isEmpty() && intercept.isEmpty()) {
            throw new IllegalArgumentException("service " + name + " neither listens nor intercepts");
        }
        if (source.isEmpty() && concentrators.isEmpty()) {
            throw new IllegalArgumentException("service " + name + " has no source address mode (draft S5.4)");
        }
        if (implicit.isPresent() && accesses.isEmpty()) {
            throw new IllegalArgumentException("service " + name + " has no primary access (draft S5.2.2)");
        }
    }

    /** Where in the network the MCP stands (draft S1-b). */
    public enum Role {
        /** In a CPE: turns customers' TCP into MPTCP. */
        UPSTREAM,
        /** In the network: turns customers' MPTCP into TCP. */
        DOWNSTREAM
    }

    /** How a server leg is opened. */
    public enum ServerProtocol {
        /** With MP_CAPABLE; the kernel falls back to TCP by itself (draft S5.6.1-a). */
        MPTCP,
        /** Always as plain TCP. */
        TCP
    }

    /**
     * Explicit service (draft S5.2.1, RFC 8803).
     *
     * @param addresses the MCP's addresses, both families
     * @param port the Convert port, 1 to 65535
     * @param joinPort the port of the same addresses that is announced to peers for further subflows
     * @param joinAddresses further local addresses, announced without a port for joins to {@code port}; IPv6 beside TCP
     *     timestamps has no room for a port in ADD_ADDR
     * @param announce whether the join port and join addresses are announced at all; a CPE that makes its own joins
     *     needs none
     * @param anyPort whether MPTCP connections to all other ports of {@code addresses} are taken as well, for MP_CONVERT
     *     without a port (draft S5.2.1)
     * @param cookie whether customers must show a cookie
     */
    public record Explicit(
            List<InetAddress> addresses,
            int port,
            int joinPort,
            List<InetAddress> joinAddresses,
            boolean announce,
            boolean anyPort,
            CookieConfig cookie) {
        public Explicit {
            addresses = List.copyOf(addresses);
            joinAddresses = List.copyOf(joinAddresses);
        }
    }

    /**
     * Interception of customers' connections (draft S5.2.2).
     *
     * @param interfaces customer-facing interfaces
     * @param port the local port that the rules hand intercepted connections to
     * @param proxyNativeMptcp what becomes of connections that speak MPTCP already (draft S5.2.2.1)
     * @param rules which connections are intercepted; the first that matches decides
     * @param refused what becomes of the connections of customers that may not use the service
     * @param refusedLifetime how long new connections of such a customer are left alone
     */
    public record Intercept(
            List<String> interfaces,
            int port,
            ProxyNativeMptcp proxyNativeMptcp,
            List<FlowRule> rules,
            Refused refused,
            Duration refusedLifetime) {
        public Intercept {
            interfaces = List.copyOf(interfaces);
            rules = List.copyOf(rules);
        }
    }

    /** What becomes of intercepted connections of customers that may not use the service. */
    public enum Refused {
        /** They reach their servers as if there were no MCP. */
        PASS,
        /** They are reset. */
        RESET
    }

    /** Which connections that speak MPTCP already are converted; others pass as they are. */
    public enum ProxyNativeMptcp {
        /** Those whose SYN carries MP_PREFER_PROXY. */
        NEVER,
        /** All. */
        ALWAYS,
        /** Those that a rule says to intercept, and those whose SYN carries MP_PREFER_PROXY. */
        BY_ACL
    }

    /**
     * A downstream MCP that an upstream service converts towards.
     *
     * @param name unique within the service
     * @param address its address and Convert port
     */
    public record Concentrator(String name, InetSocketAddress address) {}

    /**
     * An access network.
     *
     * @param interfaceName the kernel's name of its interface
     * @param preference lower is preferred for the initial subflow, 0 to 65535
     */
    public record Access(String interfaceName, int preference) {}

    /** What a listening socket is for. */
    public enum Purpose {
        /** Conversion requests of MPTCP and TCP peers. */
        EXPLICIT,
        /** The same, at ports besides its own too, from which the rules hand them over. */
        EXPLICIT_ANY_PORT,
        /** Further subflows, which the kernel takes by itself; whatever else comes is reset. */
        JOIN,
        /** Connections that the rules hand over; they are answered with TCP. */
        INTERCEPT,
        /** The same; who speaks MPTCP is answered with it. */
        INTERCEPT_MULTIPATH;

        /** The purpose without the difference in how connections come or are answered. */
        public Purpose kind() {
            return switch (this) {
                case EXPLICIT, EXPLICIT_ANY_PORT -> EXPLICIT;
                case JOIN -> JOIN;
                case INTERCEPT, INTERCEPT_MULTIPATH -> INTERCEPT;
            };
        }
    }

    /** A listening socket of the service. */
    public record Endpoint(Purpose purpose, InetSocketAddress address) {}

    /** All listening sockets that the service needs while it is enabled. */
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        explicit.ifPresent(it -> {
            Purpose purpose = it.anyPort() ? Purpose.EXPLICIT_ANY_PORT : Purpose.EXPLICIT;
            for (InetAddress address : it.addresses()) {
                endpoints.add(new Endpoint(purpose, new InetSocketAddress(address, it.port())));
                endpoints.add(new Endpoint(Purpose.JOIN, new InetSocketAddress(address, it.joinPort())));
            }
            for (InetAddress address : it.joinAddresses()) {
                endpoints.add(new Endpoint(Purpose.EXPLICIT, new InetSocketAddress(address, it.port())));
            }
        });
        // Without an address to join, MPTCP with a customer is of no use.
        Purpose taking = explicit.isPresent() ? Purpose.INTERCEPT_MULTIPATH : Purpose.INTERCEPT;
        // Bound to loopback, the port is reached through the rules and in no other way.
        intercept.ifPresent(it -> {
            endpoints.add(new Endpoint(taking, new InetSocketAddress(LOOPBACK4, it.port())));
            endpoints.add(new Endpoint(taking, new InetSocketAddress(LOOPBACK6, it.port())));
        });
        return endpoints;
    }
}
