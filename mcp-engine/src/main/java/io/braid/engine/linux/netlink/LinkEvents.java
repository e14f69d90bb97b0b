package io.braid.engine.linux.netlink;

import io.braid.engine.linux.NetNs;
import java.io.IOException;

/** The subscription to changes of interfaces and addresses of one namespace. */
public final class LinkEvents implements AutoCloseable {
    private static final int RTNLGRP_LINK = 1;
    private static final int RTNLGRP_IPV4_IFADDR = 5;
    private static final int RTNLGRP_IPV6_IFADDR = 9;
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

    /** Takes the changes, on the subscription's thread, in the kernel's order. */
    public interface Listener {
        void event(LinkEvent event);

        /** Changes were lost before this call: list everything again now. */
        void overrun();
    }

    private final Subscription subscription;

    private LinkEvents(Subscription subscription) {
        this.subscription = subscription;
    }

    /** Subscribes; what was before is found by {@link Routes#links}, to be read after this call. */
    public static LinkEvents in(NetNs netNs, Listener listener) throws IOException {
        NetlinkSocket socket = NetlinkSocket.open(netNs, NetlinkSocket.ROUTE);
        try {
            socket.receiveBuffer(RECEIVE_BUFFER_BYTES);
            socket.subscribe(RTNLGRP_LINK);
            socket.subscribe(RTNLGRP_IPV4_IFADDR);
            socket.subscribe(RTNLGRP_IPV6_IFADDR);
            return new LinkEvents(Subscription.start(socket, "link-events", handler(listener)));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Subscription.Handler handler(Listener listener) {
        return new Subscription.Handler() {
            @Override
            public void message(Message message) throws IOException {
                switch (message.type()) {
                    case Routes.RTM_NEWLINK, Routes.RTM_DELLINK -> listener.event(new LinkEvent.LinkChanged(
                            Link.parse(message), message.type() == Routes.RTM_DELLINK));
                    case Routes.RTM_NEWADDR, Routes.RTM_DELADDR -> listener.event(new LinkEvent.AddressChanged(
                            LinkAddress.parse(message), message.type() == Routes.RTM_DELADDR));
                    default -> {
                        // The groups carry nothing else today; what comes later is not ours to judge.
                    }
                }
            }

            @Override
            public void overrun() {
                listener.overrun();
            }
        };
    }

    @Override
    public void close() {
        subscription.close();
    }
}
