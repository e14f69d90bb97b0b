package io.braid.appliance.state;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.relay.Leg;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A leg at one moment.
 *
 * @param open whether there is one
 * @param mptcp whether it speaks MPTCP
 * @param local this host's end; null before it is known
 * @param remote the peer's end; null before it is known
 * @param subflows those of MPTCP
 */
record LegView(
        boolean open,
        boolean mptcp,
        InetSocketAddress local,
        InetSocketAddress remote,
        List<MptcpInfo.Subflow> subflows) {
    /** Looks at a leg, on the thread of its loop. */
    static LegView of(Leg leg) {
        return new LegView(leg.open(), leg.mptcp(), leg.local(), leg.remote(), subflows(leg));
    }

    private static List<MptcpInfo.Subflow> subflows(Leg leg) {
        if (!leg.open() || !leg.mptcp()) {
            return List.of();
        }
        try {
            return MptcpInfo.subflows(leg.descriptor());
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
        to.list("subflow", subflows.stream().distinct().toList(), (entry, subflow) -> entry.socket(
                        "local-", subflow.local())
                .socket("remote-", subflow.remote()));
    }
}
