package io.braid.engine;

import io.braid.engine.config.KernelConfig;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.Sysctls;
import java.io.IOException;

/** The sysctls of the namespace that Braid owns while it runs; put back when it stops. */
final class KernelSettings implements AutoCloseable {
    /** Data in a SYN may be sent (1) and taken (2) (RFC 7413); cookies are decided for each socket. */
    private static final int FAST_OPEN = 0x3;

    private final Sysctls sysctls;

    KernelSettings(NetNs netns, KernelConfig config) throws IOException {
        this.sysctls = Sysctls.in(netns);
        try {
            sysctls.set("net.mptcp.enabled", "1");
            sysctls.useUserspacePathManager();
            sysctls.set("net.mptcp.allow_join_initial_addr_port", config.allowJoinInitialAddressPort() ? "1" : "0");
            // One silent server must not switch MPTCP off for all others.
            if (sysctls.get("net.mptcp.blackhole_timeout").isPresent()) {
                sysctls.set("net.mptcp.blackhole_timeout", "0");
            }
            int fastOpen = Integer.parseInt(sysctls.get("net.ipv4.tcp_fastopen").orElse("0"));
            sysctls.set("net.ipv4.tcp_fastopen", Integer.toString(fastOpen | FAST_OPEN));
        } catch (IOException e) {
            sysctls.restoreAll();
            throw e;
        }
    }

    @Override
    public void close() {
        sysctls.restoreAll();
    }
}
