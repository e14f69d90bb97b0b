package io.braid.lab.topology;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.ConvertDialer;
import io.braid.lab.host.Dialer;
import io.braid.lab.host.Dialers;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Host;
import io.braid.lab.net.Network;
import io.braid.lab.net.Port;
import io.braid.lab.scenario.Context;
import java.io.IOException;

/**
 * A multipath host and one conversion point (draft Figures 1, 4 and 6, host-based).
 *
 * <pre>
 *             wan1 ======= first ======= acc1
 *   host                                      mcp  net0 ---- internet ---- eth0  server
 *   (MPTCP)   wan2 ======= second ====== acc2 (MCP)
 * </pre>
 */
public final class SingleEnded {
    public static final String FIRST = Backbone.FIRST;
    public static final String SECOND = Backbone.SECOND;
    public static final String INTERNET = Backbone.INTERNET;
    /** The cable of {@link #directLink}. */
    public static final String DIRECT = "direct";

    private static final String HOST = "host";
    private static final String MCP = "mcp";
    private static final String SERVER = "server";
    /** Client, and client without cookie (RFC 7413): what a host of RFC 8803 needs. */
    private static final String FAST_OPEN_CLIENT = "5";

    /** The host's interface to the second access network. */
    public static final String SECOND_INTERFACE = "wan2";

    private final Network network;
    private Appliance running;

    private SingleEnded(Network network) {
        this.network = network;
    }

    /**
     * Describes the network; {@link #start} sets it up.
     *
     * @param first shape of the first access network, both ways
     * @param second shape of the second
     * @param endpoints what the host does with its second address
     */
    public static SingleEnded describe(Context context, Shape first, Shape second, HostEndpoints endpoints) {
        Network network = context.closing(new Network());
        Backbone.accesses(network, HOST, MCP, first, second);
        Backbone.internet(network, MCP, SERVER);
        network.host(HOST).sysctl("net.ipv4.tcp_fastopen", FAST_OPEN_CLIENT);
        endpoints.configure(network.host(HOST));
        return new SingleEnded(network);
    }

    /** Gives the host further addresses in the second access network, each an endpoint of its own. */
    public SingleEnded moreAddresses(int count) {
        for (int i = 0; i < count; i++) {
            String address = "10.2.0." + (10 + i);
            host().ip("addr add " + address + "/24 dev wan2");
            HostEndpoints.SUBFLOW.endpoint(host(), address);
        }
        return this;
    }

    /** Gives the host a link to the server that does not pass the conversion point, and routes rm@ over it. */
    public SingleEnded directLink() {
        network.cable(
                DIRECT,
                new Port(HOST, "direct0", "10.7.0.2/24", "fd07::2/64"),
                new Port(SERVER, "direct0", "10.7.0.1/24", "fd07::1/64"),
                Shape.NONE);
        host().ip("route add 198.51.100.0/24 via 10.7.0.1 dev direct0")
                .ip("route add 2001:db8:5::/64 via fd07::1 dev direct0");
        return this;
    }

    /** Gives the host an address from which it reaches the conversion point over the Internet, and joins from there. */
    public SingleEnded aroundTheInternet() {
        directLink();
        // A host that meets silence would speak no MPTCP for an hour.
        server().router().sysctl("net.mptcp.blackhole_timeout", "0");
        host().sysctl("net.mptcp.blackhole_timeout", "0")
                .ip("route add default via 10.7.0.1 dev direct0 table 7")
                .ip("route add default via fd07::1 dev direct0 table 7")
                .ip("rule add from 10.7.0.2 lookup 7")
                .ip6("rule add from fd07::2 lookup 7")
                .ip("route del 198.51.100.0/24")
                .ip("route del 2001:db8:5::/64")
                .ip("mptcp endpoint add 10.7.0.2 dev direct0 subflow")
                .ip("mptcp endpoint add fd07::2 dev direct0 subflow");
        mcp().ip("route add 10.7.0.0/24 via 10.9.0.2 dev net0").ip("route add fd07::/64 via fd09::2 dev net0");
        return this;
    }

    /** The conversion point's usual configuration. */
    public static McpDocument document() {
        return McpDocument.downstream("acc1", "acc2")
                .internet("net0")
                .address(Family.IPV4.mcp())
                .address(Family.IPV6.mcp())
                .ownAddress();
    }

    /** Sets everything up and waits for the conversion point. */
    public Appliance start(Context context, McpDocument document) throws IOException {
        network.up();
        return startAgain(context, document);
    }

    /** Starts the conversion point in a network that is up, and waits for it. */
    public Appliance startAgain(Context context, McpDocument document) throws IOException {
        running = network.add(Appliance.start(mcp(), document, context.folder())).awaitReady();
        return running;
    }

    /** The conversion point that was started last. */
    public Appliance running() {
        return running;
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

    /** The host's way to servers with the Connect TLV in the SYN. */
    public ConvertDialer inSyn(Family family) {
        return Dialers.convertInSyn(host(), family.mcp(McpDocument.PORT));
    }

    /** The host's way to servers over plain TCP to the conversion point. */
    public Dialer overTcp(Family family) {
        return Dialers.convertOverTcp(host(), family.mcp(McpDocument.PORT));
    }

    /**
     * As {@link #inSyn} with the Connect TLV in the first data. For bulk over two subflows: Linux 6.18 receives slowly when such
     * a connection began with data in its SYN (MPTcpExtNoDSSInWindow), with or without a conversion point.
     */
    public ConvertDialer inData(Family family) {
        return Dialers.convertInData(host(), family.mcp(McpDocument.PORT));
    }
}
