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
import java.util.List;

/**
 * A CPE and a concentrator, both conversion points (draft Figures 3, 5 and 6, CPE-based).
 *
 * <pre>
 *                       cpe   wan1 ======= first ======= acc1
 *   host lan0 -- lan -- lan1                                   conc  net0 ---- internet ---- eth0  server
 *   192.168.1.2         (MCP) wan2 ======= second ====== acc2  (MCP)
 *   fd0a::2
 * </pre>
 */
public final class DualEnded {
    public static final String LAN = "lan";
    public static final String FIRST = Backbone.FIRST;
    public static final String SECOND = Backbone.SECOND;
    public static final String INTERNET = Backbone.INTERNET;

    private static final String HOST = "host";
    private static final String CPE = "cpe";
    private static final String CONCENTRATOR = "conc";
    private static final String SERVER = "server";
    private static final String SPARE = "spare";

    private final Network network;
    private Appliances running;

    private DualEnded(Network network) {
        this.network = network;
    }

    /**
     * Describes the network; {@link #start} sets it up.
     *
     * @param first shape of the first access network, both ways
     * @param second shape of the second
     */
    public static DualEnded describe(Context context, Shape first, Shape second) {
        Network network = context.closing(new Network());
        network.cable(
                LAN,
                new Port(HOST, "lan0", "192.168.1.2/24", "fd0a::2/64"),
                new Port(CPE, "lan1", "192.168.1.1/24", "fd0a::1/64"),
                Shape.NONE);
        network.host(HOST)
                .ip("route add default via 192.168.1.1 dev lan0")
                .ip("route add default via fd0a::1 dev lan0");
        network.host(CPE).router();
        Backbone.accesses(network, CPE, CONCENTRATOR, first, second);
        Backbone.internet(network, CONCENTRATOR, SERVER);
        return new DualEnded(network);
    }

    /** The CPE's usual configuration, with a concentrator of this address family. */
    public static McpDocument cpe(Family family) {
        return McpDocument.upstream("lan1")
                .concentrator("conc", family.mcp())
                .access("wan1", 10)
                .access("wan2", 20)
                .allowJoinInitial(false);
    }

    /** The CPE's interface to an access network. */
    public static String interfaceOf(String access) {
        return access.equals(FIRST) ? "wan1" : "wan2";
    }

    /** Cuts an access network: both of its ends lose carrier, routes and IPv6 addresses. */
    public void cut(String access) throws IOException {
        network.setUp(network.cable(access), false);
    }

    /** Brings it back, with addresses and routes. */
    public void restore(String access) throws IOException {
        network.setUp(network.cable(access), true);
        Backbone.sign(network, CPE, CONCENTRATOR, access.equals(FIRST));
    }

    /** Leaves the CPE's default route to the second access network, as a CPE does when it loses the first one. */
    public void routeOverSecond() throws IOException {
        cpe().batch(List.of("route replace default via 10.2.0.1 dev wan2", "route replace default via fd02::1 dev wan2"));
    }

    /** Lets the server's answers find the LAN, so that the host reaches it without a conversion point. */
    public DualEnded routeLan() {
        concentrator().ip("route add 192.168.1.0/24 via 10.1.0.2 dev acc1").ip("route add fd0a::/64 via fd01::2 dev acc1");
        return this;
    }

    /** Gives the LAN host a second address, from which its own MPTCP joins servers; connections begin from the first one. */
    public DualEnded secondHostAddress() {
        host().ip("addr add 192.168.1.3/24 dev lan0")
                .ip("addr add fd0a::3/64 dev lan0 nodad preferred_lft 0")
                .ip("mptcp limits set subflows 4 add_addr_accepted 4")
                .ip("mptcp endpoint add 192.168.1.3 dev lan0 subflow")
                .ip("mptcp endpoint add fd0a::3 dev lan0 subflow");
        server().ip("mptcp limits set subflows 4 add_addr_accepted 4");
        return this;
    }

    /** Adds a second concentrator behind the first one's host. */
    public DualEnded withSpare() {
        network.cable(
                "backbone",
                new Port(CONCENTRATOR, "bak0", "10.8.0.1/24", "fd08::1/64"),
                new Port(SPARE, "up0", "10.8.0.2/24", "fd08::2/64"),
                Shape.NONE);
        network.host(SPARE)
                .loopback(spare(Family.IPV4) + "/32")
                .loopback(spare(Family.IPV6) + "/128")
                .ip("route add default via 10.8.0.1 dev up0")
                .ip("route add default via fd08::1 dev up0");
        concentrator()
                .ip("route add " + spare(Family.IPV4) + " via 10.8.0.2 dev bak0")
                .ip("route add " + spare(Family.IPV6) + " via fd08::2 dev bak0");
        return this;
    }

    /** The second concentrator's address. */
    public static String spare(Family family) {
        return family == Family.IPV4 ? "203.0.113.9" : "2001:db8:c::9";
    }

    /** The second concentrator's own address towards servers. */
    public static String spareOwn(Family family) {
        return family == Family.IPV4 ? "10.8.0.2" : "fd08::2";
    }

    /** Starts the second concentrator and waits for it. */
    public Appliance startSpare(Context context) throws IOException {
        McpDocument document = McpDocument.downstream("up0")
                .address(spare(Family.IPV4))
                .address(spare(Family.IPV6))
                .ownAddress();
        return network.add(Appliance.start(network.host(SPARE), document, context.folder())).awaitReady();
    }

    /** The LAN host's address. */
    public static String hostAddress(Family family) {
        return family == Family.IPV4 ? "192.168.1.2" : "fd0a::2";
    }

    /** Sets everything up and waits for both conversion points. */
    public void start(Context context, McpDocument cpe, McpDocument concentrator) throws IOException {
        network.up();
        startAppliances(context, cpe, concentrator);
    }

    /** Starts both conversion points in a network that is up, and waits for them. */
    public Appliances startAppliances(Context context, McpDocument cpe, McpDocument concentrator) throws IOException {
        Appliance far = network.add(Appliance.start(concentrator(), concentrator, context.folder()));
        Appliance near = network.add(Appliance.start(cpe(), cpe, context.folder()));
        running = new Appliances(near.awaitReady(), far.awaitReady());
        return running;
    }

    /** Starts the CPE's conversion point alone, in a network that is up, and waits for it. */
    public Appliance startCpe(Context context, McpDocument cpe) throws IOException {
        return network.add(Appliance.start(cpe(), cpe, context.folder())).awaitReady();
    }

    /** Starts the concentrator's conversion point alone, in a network that is up, and waits for it. */
    public Appliance startConcentrator(Context context, McpDocument concentrator) throws IOException {
        return network.add(Appliance.start(concentrator(), concentrator, context.folder())).awaitReady();
    }

    /** Both conversion points, once they were started. */
    public Appliances running() {
        return running;
    }

    /** Both conversion points, running. */
    public record Appliances(Appliance cpe, Appliance concentrator) {}

    public Network network() {
        return network;
    }

    public Host host() {
        return network.host(HOST);
    }

    public Host cpe() {
        return network.host(CPE);
    }

    public Host concentrator() {
        return network.host(CONCENTRATOR);
    }

    public Host server() {
        return network.host(SERVER);
    }

    /** The LAN host's way to servers: plain TCP, as if there were no conversion point. */
    public Dialer dialer() {
        return Dialers.tcp(host());
    }

    /** Plain TCP from the CPE itself over one access network and past all conversion: what that path carries alone. */
    public Dialer pathAlone(String address) {
        return Dialers.tcp(cpe(), Family.address(address));
    }
}
