package io.braid.engine.path;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the path manager does for one connection.
 *
 * @param side whose leg it is
 * @param subflowsMax most subflows, the initial one included
 * @param announcements what is announced to the peer once the connection is established
 * @param held whether announcements wait until {@link PathControl#cap}: it is not known yet what the subscriber may do
 * @param joins the subflows to have from here once the connection is established, as the network is when it is asked; that of
 *     the initial subflow among them
 * @param joinTo where those go
 */
public record PathPlan(
        Side side,
        int subflowsMax,
        List<Announcement> announcements,
        boolean held,
        Supplier<List<Join>> joins,
        JoinTo joinTo) {
    public PathPlan {
        announcements = List.copyOf(announcements);
    }

    /** The two legs of a conversion. */
    public enum Side {
        CUSTOMER,
        SERVER
    }

    /** Where subflows made from here go. */
    public enum JoinTo {
        /** To the remote end of the initial subflow. */
        INITIAL,
        /** To the first address that the peer announces: whoever announces one has inserted itself (draft S5.2.2). */
        ANNOUNCED
    }

    /**
     * An ADD_ADDR (RFC 8684 §3.4.1).
     *
     * @param port empty when the peer is to use the port it first connected to
     */
    public record Announcement(InetAddress address, OptionalInt port) {}

    /**
     * A subflow made from here.
     *
     * @param local source address of the subflow
     * @param interfaceIndex the interface it leaves by
     */
    public record Join(InetAddress local, int interfaceIndex) {}
}
