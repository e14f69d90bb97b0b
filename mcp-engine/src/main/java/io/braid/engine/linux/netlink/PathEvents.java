package io.braid.engine.linux.netlink;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The subscription to MPTCP's events. While a namespace has none, its kernel refuses every join to connections under the
 * userspace path manager: subscribe before listening.
 */
public final class PathEvents implements AutoCloseable {
    private static final String GROUP = "mptcp_pm_events";
    /** About 20,000 events wait in it. */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    /** Takes the events, on the subscription's thread, in the kernel's order. */
    public interface Listener {
        void event(PathEvent event);

        /** The kinds it wants to hear of; the kernel keeps the others to itself. */
        default Set<PathEvent.Type> kinds() {
            return EnumSet.allOf(PathEvent.Type.class);
        }

        /** Events were lost before this call: read MPTCP_INFO and sock_diag now. */
        void overrun();
    }

    private final Subscription subscription;

    private PathEvents(Subscription subscription) {
        this.subscription = subscription;
    }

    /** Subscribes in a namespace; ENOENT when the kernel has no MPTCP. */
    public static PathEvents in(NetNs netNs, Listener listener) throws IOException {
        return in(netNs, listener, RECEIVE_BUFFER_BYTES);
    }

    static PathEvents in(NetNs netNs, Listener listener, int receiveBufferBytes) throws IOException {
        GenericFamily family;
        try (Requests requests = new Requests(netNs, NetlinkSocket.GENERIC)) {
            family = GenericFamily.resolve(requests, PathManager.FAMILY);
        }
        NetlinkSocket socket = NetlinkSocket.open(netNs, NetlinkSocket.GENERIC);
        try {
            socket.receiveBuffer(receiveBufferBytes);
            socket.admit(
                    MessageBuilder.HEADER_BYTES,
                    listener.kinds().stream().mapToInt(PathEvent.Type::number).toArray());
            socket.subscribe(family.groups().getOrDefault(GROUP, 0));
            return start(socket, family.id(), listener);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Goes on with a subscription that another process handed over; its namespace is the socket's. */
    public static PathEvents adopt(int fd, Listener listener) throws IOException {
        int family;
        try (Requests requests = new Requests(NetNs.current(), NetlinkSocket.GENERIC)) {
            // Numbers of families are the kernel's, the same in all namespaces.
            family = GenericFamily.resolve(requests, PathManager.FAMILY).id();
        }
        return start(new NetlinkSocket(fd), family, listener);
    }

    private static PathEvents start(NetlinkSocket socket, int family, Listener listener) throws IOException {
        return new PathEvents(Subscription.start(socket, "path-events", new Subscription.Handler() {
            @Override
            public void message(Message message) throws IOException {
                PathEvent event = message.type() == family ? PathEvent.parse(message) : null;
                if (event != null) {
                    listener.event(event);
                }
            }

            @Override
            public void overrun() {
                listener.overrun();
            }
        }));
    }

    /** The subscribed descriptor, for a copy to be handed over while this subscription goes on. */
    public int fd() {
        return subscription.fd();
    }

    /** Ends this subscription's thread and leaves the kernel's subscription alive: its descriptor, now the caller's. */
    public int release() {
        return subscription.release();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
