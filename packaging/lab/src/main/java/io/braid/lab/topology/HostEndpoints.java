package io.braid.lab.topology;

import io.braid.lab.net.Host;

/** How an MPTCP host uses its second address: the kinds of endpoints of its in-kernel path manager. */
public enum HostEndpoints {
    /** It joins the address it first connected to; under the C bit it only follows announcements by routing. */
    SUBFLOW("subflow"),
    /** It joins every announced address from each of its own. */
    FULLMESH("subflow fullmesh");

    private static final int KERNEL_MAX = 8;

    private final String words;

    HostEndpoints(String words) {
        this.words = words;
    }

    void configure(Host host) {
        host.ip("mptcp limits set subflows " + KERNEL_MAX + " add_addr_accepted " + KERNEL_MAX);
        endpoint(host, "10.2.0.2");
        endpoint(host, "fd02::2");
    }

    void endpoint(Host host, String address) {
        host.ip("mptcp endpoint add " + address + " dev wan2 " + words);
    }
}
