package io.braid.engine.path;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The interfaces and addresses of the namespace, as they are now. Readers never wait. */
public interface NetworkView {
    /**
     * An interface.
     *
     * @param running whether it is up and its carrier is there
     */
    record Link(String name, int index, boolean running, List<InetAddress> addresses) {
        public Link {
            addresses = List.copyOf(addresses);
        }
    }

    /** The interface of this name, if there is one. */
    Optional<Link> link(String name);

    /** The interface with this number, if there is one. */
    Optional<Link> link(int index);

    /** Whether this is an address of this host. */
    boolean own(InetAddress address);
}
