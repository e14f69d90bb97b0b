package io.braid.engine.testing;

import java.io.IOException;

/**
 * A client with two access networks, an MCP and a server.
 *
 * <pre>
 *  client                      mcp                                  server
 *  c1 10.1.0.2 fd01::2 ------- m1 10.1.0.1 fd01::1
 *  c2 10.2.0.2 fd02::2 ------- m2 10.2.0.1 fd02::1
 *                              m3 10.9.0.1 fd09::1 ---------------- s1 10.9.0.2 fd09::2
 *                              lo 203.0.113.1 2001:db8:c::1         lo 198.51.100.10 2001:db8:5::10
 * </pre>
 *
 * The client's default route leaves by c1, packets from c2's addresses by c2. The MCP forwards. The server reaches the
 * client through the MCP.
 */
public record ProxyTopology(TestNet net, TestHost client, TestHost mcp, TestHost server) implements AutoCloseable {
    /** The MCP's own customer-facing address. */
    public static final String MCP4 = "203.0.113.1";

    public static final String MCP6 = "2001:db8:c::1";
    public static final String SERVER4 = "198.51.100.10";
    public static final String SERVER6 = "2001:db8:5::10";

    /** Builds it. */
    public static ProxyTopology create() throws IOException {
        TestNet net = new TestNet();
        try {
            TestHost client = net.host("c");
            TestHost mcp = net.host("m");
            TestHost server = net.host("s");
            for (int path = 1; path <= 2; path++) {
                net.cable(client, "c" + path, mcp, "m" + path);
                client.address("c" + path, "10." + path + ".0.2/24").address("c" + path, "fd0" + path + "::2/64");
                mcp.address("m" + path, "10." + path + ".0.1/24").address("m" + path, "fd0" + path + "::1/64");
            }
            net.cable(mcp, "m3", server, "s1");
            mcp.address("m3", "10.9.0.1/24").address("m3", "fd09::1/64");
            server.address("s1", "10.9.0.2/24").address("s1", "fd09::2/64");
            mcp.address("lo", MCP4 + "/32").address("lo", MCP6 + "/128");
            server.address("lo", SERVER4 + "/32").address("lo", SERVER6 + "/128");
            mcp.sysctl("net.ipv4.ip_forward", "1").sysctl("net.ipv6.conf.all.forwarding", "1");
            mcp.ip("route", "add", "198.51.100.0/24", "via", "10.9.0.2");
            mcp.ip("-6", "route", "add", "2001:db8:5::/64", "via", "fd09::2");
            server.ip("route", "add", "default", "via", "10.9.0.1");
            server.ip("-6", "route", "add", "default", "via", "fd09::1");
            client.ip("route", "add", "default", "via", "10.1.0.1");
            client.ip("-6", "route", "add", "default", "via", "fd01::1");
            client.ip("rule", "add", "from", "10.2.0.2", "lookup", "2");
            client.ip("route", "add", "default", "via", "10.2.0.1", "table", "2");
            client.ip("-6", "rule", "add", "from", "fd02::2", "lookup", "2");
            client.ip("-6", "route", "add", "default", "via", "fd02::1", "table", "2");
            return new ProxyTopology(net, client, mcp, server);
        } catch (IOException | RuntimeException e) {
            net.close();
            throw e;
        }
    }

    @Override
    public void close() {
        net.close();
    }
}
