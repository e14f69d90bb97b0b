package io.braid.engine.path;

import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Explicit;
import io.braid.engine.path.PathPlan.Announcement;
import io.braid.engine.path.PathPlan.Join;
import io.braid.engine.path.PathPlan.JoinTo;
import io.braid.engine.path.PathPlan.Side;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes a connection's plan from its service's configuration; a live policy, made when the connection begins. */
public final class PathPlans {
    private PathPlans() {}

    /**
     * The plan of a customer's MPTCP connection: announce where it may join.
     *
     * @param local the address and port it came to
     * @param intercepted whether that is the server's: then no peer can know where to join without being told
     * @param cap most subflows that its subscriber's policy allows
     * @param held whether it is not known yet what the subscriber may do
     */
    public static PathPlan forCustomer(
            ServiceConfig config, InetSocketAddress local, boolean intercepted, OptionalInt cap, boolean held) {
        List<Announcement> announcements = config.explicit()
                .filter(explicit -> intercepted || explicit.announce())
                .map(explicit -> intercepted ? insertion(explicit, local) : announcements(explicit, local))
                .orElse(List.of());
        return new PathPlan(
                Side.CUSTOMER, subflowsMax(config, cap), announcements, held, List::of, JoinTo.INITIAL);
    }

    /**
     * How the MCP inserts itself into a connection that it intercepted (draft S5.2.2): the addresses of the connection's
     * family, or else all. The kernel takes joins to an address and port that was announced, be it that the announcement
     * found no room beside timestamps, as that of IPv6 with a port: so an IPv6 address is told a second time, without. The
     * rules bring the joins to any port of it to the join port.
     */
    private static List<Announcement> insertion(Explicit explicit, InetSocketAddress local) {
        boolean four = local.getAddress() instanceof Inet4Address;
        List<InetAddress> same = explicit.addresses().stream()
                .filter(address -> address instanceof Inet4Address == four)
                .toList();
        List<Announcement> list = new ArrayList<>();
        for (InetAddress address : same.isEmpty() ? explicit.addresses() : same) {
            list.add(new Announcement(address, OptionalInt.of(explicit.joinPort())));
            if (!(address instanceof Inet4Address)) {
                list.add(new Announcement(address, OptionalInt.empty()));
            }
        }
        return list;
    }

    /**
     * An IPv6 address with a port finds no room beside timestamps: then an address without one is told as well. Without one
     * a peer takes the port it connected to first, and only at the service's port something listens there.
     */
    private static List<Announcement> announcements(Explicit explicit, InetSocketAddress local) {
        List<Announcement> list = new ArrayList<>();
        list.add(new Announcement(local.getAddress(), OptionalInt.of(explicit.joinPort())));
        if (local.getPort() != explicit.port()) {
            return list;
        }
        boolean four = local.getAddress() instanceof Inet4Address;
        explicit.joinAddresses().stream()
                .filter(address -> address instanceof Inet4Address == four)
                .forEach(address -> list.add(new Announcement(address, OptionalInt.empty())));
        return list;
    }

    /**
     * The plan of a server leg that speaks MPTCP: a subflow from every access network that lives.
     *
     * @param local this host's end of the initial subflow
     * @param cap most subflows that its subscriber's policy allows
     */
    public static PathPlan forServer(
            ServiceConfig config, Accesses accesses, InetSocketAddress local, OptionalInt cap) {
        boolean four = local.getAddress() instanceof Inet4Address;
        return new PathPlan(
                Side.SERVER,
                subflowsMax(config, cap),
                List.of(),
                false,
                () -> accesses.live(config.accesses(), four).stream()
                        .map(access -> new Join(access.address(), access.index()))
                        .toList(),
                config.implicit().isPresent() ? JoinTo.ANNOUNCED : JoinTo.INITIAL);
    }

    /** What a subscriber's policy tells goes before the service's configuration. */
    public static int subflowsMax(ServiceConfig config, OptionalInt cap) {
        return cap.orElse(config.path().subflowsMax());
    }
}
