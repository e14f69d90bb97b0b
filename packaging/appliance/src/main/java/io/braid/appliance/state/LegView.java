package io.braid.appliance.state;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.SubflowInfo;
import io.braid.engine.relay.Leg;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A leg at one moment.
 *
 * @param open whether there is one
 * @param mptcp whether it speaks MPTCP
 * @param local this host's end; null before it is known
 * @param remote the peer's end; null before it is known
 * @param token names it towards the kernel's path manager; 0 if it does not speak MPTCP
 * @param subflows those of MPTCP
 */
record LegView(
        boolean open,
        boolean mptcp,
        InetSocketAddress local,
        InetSocketAddress remote,
        int token,
        List<SubflowInfo> subflows) {
    /** Looks at a leg, on the thread of its loop. */
    static LegView of(Leg leg) {
        return new LegView(leg.open(), leg.mptcp(), leg.local(), leg.remote(), leg.token(), subflows(leg));
    }

    private static List<SubflowInfo> subflows(Leg leg) {
        if (!leg.open() || !leg.mptcp()) {
            return List.of();
        }
        try {
            return SubflowInfo.of(leg.descriptor());
        } catch (ErrnoException e) {
            // The connection is ending, or fell back to TCP: there are none.
            return List.of();
        }
    }

    void fill(BranchBuilder to) {
        if (!open) {
            return;
        }
        to.leaf("protocol", mptcp ? "mptcp" : "tcp").socket("local-", local).socket("remote-", remote);
        if (token != 0) {
            to.leaf("token", String.format("%08x", token));
        }
        // An end that is just going may be told twice; a list has each once.
        Set<List<InetSocketAddress>> told = new HashSet<>();
        to.list(
                "subflow",
                subflows.stream()
                        .filter(each -> told.add(List.of(each.local(), each.remote())))
                        .toList(),
                LegView::subflow);
    }

    private static void subflow(BranchBuilder entry, SubflowInfo subflow) {
        entry.socket("local-", subflow.local())
                .socket("remote-", subflow.remote())
                .leaf("rtt", subflow.rttMicros())
                .leaf("congestion-window", subflow.congestionWindow())
                .leaf("retransmissions", subflow.retransmissions())
                .leaf("bytes-sent", subflow.bytesSent())
                .leaf("bytes-retransmitted", subflow.bytesRetransmitted())
                .leaf("bytes-received", subflow.bytesReceived());
    }
}
