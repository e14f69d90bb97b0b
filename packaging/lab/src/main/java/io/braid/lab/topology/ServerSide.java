package io.braid.lab.topology;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import io.braid.lab.scenario.Context;
import java.io.IOException;

/**
 * A single-path host, a conversion point before the servers, and a multipath server (draft Figure 2 and Section 4.3).
 *
 * <pre>
 *                        mcp   net1 10.1.0.2 ======= first ======= eth1 10.1.0.1
 *   host lan0 --- lan --- lan1                                                    server (MPTCP)
 *   192.168.1.2           (MCP) net2 10.2.0.2 ====== second ====== eth2 10.2.0.1  198.51.100.10 on lo
 *   fd0a::2
 * </pre>
 */
public final class ServerSide {
    public static final String LAN = "lan";
    public static final String FIRST = Backbone.FIRST;
    public static final String SECOND = Backbone.SECOND;

    private static final String HOST = "host";
    private static final String MCP = "mcp";
    private static final String SERVER = "server";

    private final Network network;

    private ServerSide(Network network) {
        this.network = network;
    }

    /** Describes the network; {@link #start} sets it up. */
    public static ServerSide describe(Context context, Shape first, Shape second) {
        Network network = context.closing(new Network());
        network.cable(
                LAN,
                new Port(HOST, "lan0", "192.168.1.2/24", "fd0a::2/64"),
                new Port(MCP, "lan1", "192.168.1.1/24", "fd0a::1/64"),
                Shape.NONE);
        network.cable(
                FIRST,
                new Port(MCP, "net1", "10.1.0.2/24", "fd01::2/64"),
                new Port(SERVER, "eth1", "10.1.0.1/24", "fd01::1/64"),
                first);
        network.cable(
                SECOND,
                new Port(MCP, "net2", "10.2.0.2/24", "fd02::2/64"),
                new Port(SERVER, "eth2", "10.2.0.1/24", "fd02::1/64"),
                second);
        network.host(HOST)
                .ip("route add default via 192.168.1.1 dev lan0")
                .ip("route add default via fd0a::1 dev lan0");
        network.host(MCP)
                .router()
                .ip("route add default via 10.1.0.1 dev net1")
                .ip("route add default via fd01::1 dev net1")
                .ip("route add default via 10.2.0.1 dev net2 table 2")
                .ip("route add default via fd02::1 dev net2 table 2")
                .ip("rule add from 10.2.0.2 lookup 2")
                .ip6("rule add from fd02::2 lookup 2");
        Backbone.server(network.host(SERVER));
        network.host(SERVER).ip("mptcp limits set subflows 4 add_addr_accepted 0");
        return new ServerSide(network);
    }

    /** The conversion point's usual configuration: no concentrator, server legs over both links. */
    public static McpDocument document() {
        return McpDocument.upstream("lan1").access("net1", 10).access("net2", 20).ownAddress().allowJoinInitial(false);
    }

    /** Sets everything up and waits for the conversion point. */
    public void start(Context context, McpDocument document) throws IOException {
        network.up();
        network.add(Appliance.start(mcp(), document, context.folder())).awaitReady();
    }

    public Network network() {
        return network;
    }

    public Host host() {
        return network.host(HOST);
    }

    public Host mcp() {
        return network.host(MCP);
    }

    public Host server() {
        return network.host(SERVER);
    }

    /** The host's way to servers: plain TCP. */
    public Dialer dialer() {
        return Dialers.tcp(host());
    }
}
