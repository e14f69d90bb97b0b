package io.braid.bench.comparison;

import io.braid.bench.proxy.Braid;
import io.braid.bench.proxy.HaProxy;
import java.util.List;

/** What every bench has in common, said with its figures. */
public final class Conditions {
    private Conditions() {}

    /** The machine, the network and the relays. */
    public static List<String> lines() {
        return List.of(
                "machine: %d processors, Linux %s; client, relay and server share them"
                        .formatted(HaProxy.threads(), System.getProperty("os.version")),
                "network: two unshaped veth hops for every relay, Reno, packet steering on every veth, tcp_rmem up to "
                        + "6 MiB, tcp_wmem up to 4 MiB",
                "relays: %d threads and buffers of %d KiB each; HAProxy under mptcpize, in TCP mode, without splicing"
                        .formatted(HaProxy.threads(), Braid.LOOP_BUFFER_BYTES >> 10),
                "towards a TCP server both ask for MPTCP and fall back; HAProxy's clients send no conversion request");
    }
}
