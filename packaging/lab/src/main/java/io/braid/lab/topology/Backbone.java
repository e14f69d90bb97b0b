package io.braid.lab.topology;

import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the networks of the figures have in common: a multihomed side with two accesses to the conversion point in the
 * network, and the Internet behind it.
 *
 * <pre>
 *              first:  wan1 10.1.0.2 ------------ acc1 10.1.0.1
 *  multihomed          fd01::2                         fd01::1     conversion   net0        eth0
 *  side                                                            point     10.9.0.1 --- 10.9.0.2   server
 *              second: wan2 10.2.0.2 ------------ acc2 10.2.0.1               fd09::1     fd09::2    rm@ on lo:
 *                      fd02::2                         fd02::1     mcp@ on lo: 203.0.113.1           198.51.100.10
 *                                                                  2001:db8:c::1, ::2                2001:db8:5::10
 * </pre>
 */
final class Backbone {
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String INTERNET = "internet";

    private Backbone() {}

    /** Two accesses between a multihomed host and the conversion point, as two IP networks. */
    static void accesses(Network network, String multihomed, String mcp, Shape first, Shape second) {
        network.cable(
                FIRST,
                new Port(multihomed, "wan1", "10.1.0.2/24", "fd01::2/64"),
                new Port(mcp, "acc1", "10.1.0.1/24", "fd01::1/64"),
                first);
        network.cable(
                SECOND,
                new Port(multihomed, "wan2", "10.2.0.2/24", "fd02::2/64"),
                new Port(mcp, "acc2", "10.2.0.1/24", "fd02::1/64"),
                second);
        network.host(multihomed)
                .ip("route add default via 10.1.0.1 dev wan1")
                .ip("route add default via fd01::1 dev wan1")
                .ip("route add default via 10.1.0.1 dev wan1 table 1")
                .ip("route add default via fd01::1 dev wan1 table 1")
                .ip("route add default via 10.2.0.1 dev wan2 table 2")
                .ip("route add default via fd02::1 dev wan2 table 2")
                .ip("rule add from 10.1.0.2 lookup 1")
                .ip6("rule add from fd01::2 lookup 1")
                .ip("rule add from 10.2.0.0/24 lookup 2")
                .ip6("rule add from fd02::/64 lookup 2");
    }

    /**
     * Gives both ends of an access network that was down what the kernel forgot: what a CPE's DHCP client and an operator's
     * edge would do. The addresses come before the routes.
     */
    static void sign(Network network, String multihomed, String mcp, boolean first) throws IOException {
        int n = first ? 1 : 2;
        String gateway = "10." + n + ".0.1 dev wan" + n;
        String gateway6 = "fd0" + n + "::1 dev wan" + n;
        List<String> lines = new ArrayList<>(List.of(
                "addr replace fd0" + n + "::2/64 dev wan" + n + " nodad",
                "route replace default via " + gateway + " table " + n,
                "route replace default via " + gateway6 + " table " + n));
        if (first) {
            lines.add("route replace default via " + gateway);
            lines.add("route replace default via " + gateway6);
        }
        network.host(mcp).batch(List.of("addr replace fd0" + n + "::1/64 dev acc" + n + " nodad"));
        network.host(multihomed).batch(lines);
    }

    /** The conversion point's addresses, and a server behind it. */
    static void internet(Network network, String mcp, String server) {
        network.cable(
                INTERNET,
                new Port(mcp, "net0", "10.9.0.1/24", "fd09::1/64"),
                new Port(server, "eth0", "10.9.0.2/24", "fd09::2/64"),
                Shape.NONE);
        network.host(mcp)
                .router()
                .loopback("203.0.113.1/32")
                .loopback("2001:db8:c::1/128")
                .loopback("2001:db8:c::2/128")
                .ip("route add 198.51.100.0/24 via 10.9.0.2 dev net0")
                .ip("route add 2001:db8:5::/64 via fd09::2 dev net0");
        server(network.host(server));
        network.host(server).ip("route add default via 10.9.0.1 dev eth0").ip("route add default via fd09::1 dev eth0");
    }

    /** rm@ of both families. */
    static void server(Host server) {
        server.loopback("198.51.100.10/32").loopback("2001:db8:5::10/128");
    }
}
