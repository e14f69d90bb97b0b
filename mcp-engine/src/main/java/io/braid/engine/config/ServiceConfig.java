package io.braid.engine.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
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
 * @param concentrators downstream MCPs in order of preference; empty means server legs go to the destination itself
 * @param fallback what happens when no concentrator can take a connection
 * @param accesses the access networks that server legs with MPTCP use, in order of preference; empty means routing decides
 * @param source which source address servers see; empty only when there are concentrators
 * @param hairpinning whether a customer may be another one's server
 * @param serverProtocol how server legs are opened (draft S5.6.1)
 * @param path the path manager's policy
 * @param timers timeouts
 * @param limits bounds
 */
public record ServiceConfig(
        String name,
        boolean enabled,
        Role role,
        Optional<Explicit> explicit,
        Optional<Intercept> intercept,
        List<Concentrator> concentrators,
        FallbackConfig fallback,
        List<Access> accesses,
        Optional<SourceConfig> source,
        boolean hairpinning,
        ServerProtocol serverProtocol,
        PathConfig path,
        TimerConfig timers,
        LimitConfig limits) {
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
     * Interception of customers' TCP connections.
     *
     * @param interfaces customer-facing interfaces
     * @param port the local port that the rules hand intercepted connections to
     * @param nativeMptcp what becomes of connections of hosts that speak MPTCP themselves (draft S5.2.2.1)
     */
    public record Intercept(List<String> interfaces, int port, NativeMptcp nativeMptcp) {
        public Intercept {
            interfaces = List.copyOf(interfaces);
        }
    }

    /** What becomes of a customer's connection that offers MPTCP by itself. */
    public enum NativeMptcp {
        /** It passes as it is. */
        PASS,
        /** It is converted like others; the host is answered with TCP. */
        CONVERT
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
        /** Connections that the rules hand over. */
        INTERCEPT
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
        // Bound to loopback, the port is reached through the rules and in no other way.
        intercept.ifPresent(it -> {
            endpoints.add(new Endpoint(Purpose.INTERCEPT, new InetSocketAddress(LOOPBACK4, it.port())));
            endpoints.add(new Endpoint(Purpose.INTERCEPT, new InetSocketAddress(LOOPBACK6, it.port())));
        });
        return endpoints;
    }
}
