package io.braid.lab.demo;

import io.braid.lab.appliance.BraidDictionary;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.appliance.RadiusDocument;
import io.braid.lab.figure.SubscriberList;
import io.braid.lab.peer.FreeRadius;
import io.braid.lab.scenario.Context;
import io.braid.lab.topology.DualEnded;
import io.braid.lab.topology.Family;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The CPE as a subscriber: a RADIUS server tells the concentrator that it may use the service, and how (draft S5.3). */
final class Subscription implements AutoCloseable {
    private static final String SERVER = "10.9.0.2";
    private static final List<String> POLICY = List.of(
            "use", "subflows-max", "connections-max", "connection-rate", "filter", "bandwidth-down", "bandwidth-up",
            "distribution", "session-timeout");

    private final Netconf concentrator;

    private Subscription(Netconf concentrator) {
        this.concentrator = concentrator;
    }

    /** Starts the server, and lets the concentrator ask it. */
    static Subscription begin(Context context, DualEnded set) throws IOException {
        FreeRadius radius = new FreeRadius.Plan(set.server(), "aaa")
                .address(SERVER)
                .dictionary(BraidDictionary.text())
                .accept(
                        Family.IPV4.first(),
                        "Session-Timeout = 86400",
                        "Mcp-Service = Allow",
                        "Mcp-Max-Subflows = 2",
                        "Mcp-Max-Connections = 64",
                        "Mcp-Max-Connection-Rate = 100",
                        "NAS-Filter-Rule = \"permit in 6 from assigned to 198.51.100.0/24\"",
                        "NAS-Filter-Rule += \"deny in ip from any to any\"")
                .start(context.folder());
        set.network().add(radius);
        Netconf session = set.running().concentrator().netconf();
        session.commit(new RadiusDocument().udp("aaa", SERVER, radius.port(), FreeRadius.SECRET).xml());
        return new Subscription(session);
    }

    /** Shows what the server has said of the CPE; whether it was the server that permitted it. */
    boolean show(PrintStream out) throws IOException {
        Map<String, String> told = SubscriberList.read(concentrator).of(Family.IPV4.first() + "/32");
        boolean permitted = "radius".equals(told.get("authorizer"));
        out.println(
                permitted
                        ? "the RADIUS server permitted the CPE " + Family.IPV4.first() + ", with this policy:"
                        : "NO: the RADIUS server did not permit the CPE");
        POLICY.stream().filter(told::containsKey).forEach(leaf -> out.println("    " + leaf + " " + told.get(leaf)));
        return permitted;
    }

    @Override
    public void close() {
        concentrator.close();
    }
}
