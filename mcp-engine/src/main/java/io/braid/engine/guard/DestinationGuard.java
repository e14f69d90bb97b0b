package io.braid.engine.guard;

import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Destinations a customer may never reach through the MCP: they would be the MCP's own inside, or nobody's (draft S7.2,
 * RFC 8803 §4.2.5).
 */
public final class DestinationGuard {
    private final Predicate<InetAddress> own;
    private final Predicate<InetAddress> customers;

    /**
     * @param own tells the addresses of this MCP, as they are now
     * @param customers tells the addresses that are reached through the customers' side
     */
    public DestinationGuard(Predicate<InetAddress> own, Predicate<InetAddress> customers) {
        this.own = own;
        this.customers = customers;
    }

    /** Whether this destination may be opened. */
    public Verdict check(InetSocketAddress destination) {
        InetAddress address = destination.getAddress();
        Reason forbidden = forbidden(address);
        return forbidden == null
                ? Verdict.pass(Reason.DESTINATION_ALLOWED)
                : Verdict.refuse(forbidden, address.getHostAddress());
    }

    /** Whether a service without hairpinning may open this destination (RFC 8803 §9): one customer is none for another. */
    public Verdict hairpin(InetSocketAddress destination) {
        InetAddress address = destination.getAddress();
        return customers.test(address)
                ? Verdict.refuse(Reason.DESTINATION_HAIRPIN, address.getHostAddress())
                : Verdict.pass(Reason.DESTINATION_ALLOWED);
    }

    private Reason forbidden(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return Reason.DESTINATION_LOOPBACK;
        }
        if (address.isAnyLocalAddress() || thisNetwork(address.getAddress())) {
            return Reason.DESTINATION_UNSPECIFIED;
        }
        if (address.isMulticastAddress() || limitedBroadcast(address.getAddress())) {
            return Reason.DESTINATION_MULTICAST;
        }
        if (address.isLinkLocalAddress()) {
            return Reason.DESTINATION_LINK_LOCAL;
        }
        return own.test(address) ? Reason.DESTINATION_OWN : null;
    }

    /** 0.0.0.0/8: Linux takes it for this host (RFC 1122 §3.2.1.3). */
    private static boolean thisNetwork(byte[] raw) {
        return raw.length == 4 && raw[0] == 0;
    }

    private static boolean limitedBroadcast(byte[] raw) {
        return raw.length == 4 && (raw[0] & raw[1] & raw[2] & raw[3] & 0xff) == 0xff;
    }
}
