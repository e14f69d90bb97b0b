package io.braid.engine.acl;

import io.braid.engine.config.AddressPrefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One end of a connection, as a rule describes it.
 *
 * @param addresses which addresses
 * @param except whether all others are meant instead
 * @param ports which ports; any, if there are none
 */
public record Side(Addresses addresses, boolean except, List<PortRange> ports) {
    /** Anywhere, at any port. */
    public static final Side ANY = new Side(new Addresses.Any(), false, List.of());

    public Side {
        ports = List.copyOf(ports);
    }

    boolean matches(InetSocketAddress end, InetAddress subscriber) {
        return addresses.contains(end.getAddress(), subscriber) != except && matches(end.getPort());
    }

    private boolean matches(int port) {
        if (ports.isEmpty()) {
            return true;
        }
        for (PortRange range : ports) {
            if (range.contains(port)) {
                return true;
            }
        }
        return false;
    }

    /** Which addresses. */
    public sealed interface Addresses {
        boolean contains(InetAddress address, InetAddress subscriber);

        /** All. */
        record Any() implements Addresses {
            @Override
            public boolean contains(InetAddress address, InetAddress subscriber) {
                return true;
            }
        }

        /** The subscriber's own: that which its connection comes from (RFC 6733 §4.3.1, "assigned"). */
        record Assigned() implements Addresses {
            @Override
            public boolean contains(InetAddress address, InetAddress subscriber) {
                return address.equals(subscriber);
            }
        }

        /** Those of a prefix, and none of the other family. */
        record Within(AddressPrefix prefix) implements Addresses {
            @Override
            public boolean contains(InetAddress address, InetAddress subscriber) {
                return prefix.contains(address);
            }
        }
    }
}
