package io.braid.engine.linux.probe;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.netlink.PathEvent;
import io.braid.engine.linux.netlink.PathEvents;
import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.linux.netlink.SockDiag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** MPTCP itself, and the kernel's interfaces to it. */
final class MptcpProbes {
    private static final String KERNEL = "use a kernel with MPTCP, 6.12 or newer (Debian 13; on Debian 12 the backports)";
    /** What an ordinary user lacks. */
    static final String PRIVILEGE =
            "run as root or with CAP_NET_ADMIN (the demonstration needs neither where user namespaces are allowed)";

    private static final int NO_TOKEN = 0;
    private static final int QUEUE = 16;

    private MptcpProbes() {}

    static List<Ability> probe(NetNs netNs) {
        return List.of(
                Ability.needed(
                        "mptcp", "Multipath TCP (RFC 8684)", "sysctl -w net.mptcp.enabled=1; else " + KERNEL,
                        () -> enabled(netNs)),
                Ability.needed("mptcp socket", "legs to customers and servers", KERNEL, () -> socket(netNs)),
                Ability.needed(
                        "path manager commands", "announce addresses, add, close and demote subflows",
                        PRIVILEGE + "; else " + KERNEL, () -> commands(netNs)),
                Ability.needed(
                        "path manager events", "accept joins, cap the subflows of a connection",
                        PRIVILEGE + "; else " + KERNEL, () -> events(netNs)),
                Ability.wanted(
                        "blackhole timeout", "one silent server does not switch MPTCP off for all others",
                        "use a kernel 6.12 or newer", () -> sysctl(netNs, "net.mptcp.blackhole_timeout")),
                Ability.wanted(
                        "fast open", "a conversion request in the SYN (RFC 8803, RFC 7413)",
                        "use a kernel with TCP fast open on MPTCP sockets", () -> fastOpen(netNs)),
                Ability.wanted(
                        "sock_diag", "read the truth after lost events", "modprobe inet_diag tcp_diag mptcp_diag",
                        () -> sockDiag(netNs)));
    }

    private static String enabled(NetNs netNs) throws IOException {
        String value = sysctl(netNs, "net.mptcp.enabled");
        if (!value.endsWith("=1")) {
            throw new IOException(value);
        }
        return value;
    }

    private static String socket(NetNs netNs) throws IOException {
        StreamSocket.close(netNs.stream(Protocol.MPTCP));
        return "socket(AF_INET6, IPPROTO_MPTCP) works";
    }

    private static String commands(NetNs netNs) throws IOException {
        try (PathManager paths = netNs.pathManager()) {
            paths.announce(NO_TOKEN, InetAddress.getLoopbackAddress(), 1, 0);
            return "mptcp_pm";
        } catch (ErrnoException e) {
            // Past the check of the permission, the connection is looked for, and there is none.
            if (e.errno() == Errno.EINVAL) {
                return "mptcp_pm";
            }
            throw e;
        }
    }

    private static String events(NetNs netNs) throws IOException {
        PathEvents.Listener nobody = new PathEvents.Listener() {
            @Override
            public void event(PathEvent event) {
                // Only that one can subscribe is of interest.
            }

            @Override
            public void overrun() {
                // See above.
            }
        };
        netNs.pathEvents(nobody).close();
        return "mptcp_pm_events";
    }

    private static String fastOpen(NetNs netNs) throws IOException {
        int fd = netNs.stream(Protocol.MPTCP);
        try {
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN, QUEUE);
        } finally {
            StreamSocket.close(fd);
        }
        return sysctl(netNs, "net.ipv4.tcp_fastopen");
    }

    private static String sockDiag(NetNs netNs) throws IOException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (SockDiag diag = netNs.sockDiag()) {
            diag.find(nobody, nobody);
            return "lookup works";
        }
    }

    static String sysctl(NetNs netNs, String name) throws IOException {
        return name + "="
                + netNs.sysctls().get(name).orElseThrow(() -> new IOException("this kernel has no sysctl " + name));
    }
}
