package io.braid.engine.relay;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;

/** What is said to a customer before the third ACK of its fast open. */
final class EarlyBytes {
    private EarlyBytes() {}

    /** When the news of the third ACK may have been lost: asks the kernel. On the conversion's loop. */
    static void check(Live live) {
        Leg customer = live.data.customer;
        if (customer.token == 0 || customer.keyed) {
            return;
        }
        MptcpInfo info = MptcpInfo.ifSpoken(customer.fd);
        if (info != null && info.remoteKeyReceived()) {
            push(live);
        }
    }

    /**
     * What was sent on an MPTCP connection before its third ACK stays in the kernel when that comes (seen on Linux 6.18):
     * the peer would wait for the answer for ever. Saying TCP_NODELAY once more pushes it.
     */
    static void push(Live live) {
        Leg customer = live.data.customer;
        if (live.data.phase == Phase.CLOSED || customer.keyed) {
            return;
        }
        customer.keyed = true;
        try {
            StreamSocket.set(customer.fd, SocketOption.TCP_NODELAY, 1);
        } catch (ErrnoException e) {
            // The connection is ending; an event on the leg says so.
        }
    }
}
