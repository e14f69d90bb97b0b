package io.braid.engine.linux.probe;

import io.braid.engine.linux.ChildProcess;
import io.braid.engine.linux.IcmpSocket;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What transparent service needs of sockets and tools, tried without a change. */
final class InterceptProbes {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private InterceptProbes() {}

    static List<Ability> probe(NetNs netNs) {
        return List.of(
                Ability.wanted(
                        "ipv6", "customers and servers with IPv6", "sysctl -w net.ipv6.conf.all.disable_ipv6=0",
                        () -> ipv6(netNs)),
                Ability.needed(
                        "transparent sockets", "answer for other hosts' addresses, keep the customer's source address",
                        MptcpProbes.PRIVILEGE, () -> transparent(netNs)),
                Ability.wanted(
                        "icmp codes", "tell customers why a server cannot be reached", "run it with CAP_NET_RAW",
                        () -> icmp(netNs)),
                Ability.needed(
                        "nft", "rules that bring connections to the listeners", "apt-get install nftables",
                        () -> tool(netNs, "nft", "--version")),
                Ability.wanted(
                        "ip", "the demonstration's networks", "apt-get install iproute2", () -> tool(netNs, "ip", "-V")));
    }

    private static String ipv6(NetNs netNs) throws IOException {
        String value = MptcpProbes.sysctl(netNs, "net.ipv6.conf.all.disable_ipv6");
        if (!value.endsWith("=0")) {
            throw new IOException(value);
        }
        return value;
    }

    private static String transparent(NetNs netNs) throws IOException {
        int fd = netNs.stream(Protocol.MPTCP);
        try {
            StreamSocket.set(fd, SocketOption.IPV6_TRANSPARENT, 1);
            return "IPV6_TRANSPARENT=1 works";
        } finally {
            StreamSocket.close(fd);
        }
    }

    private static String icmp(NetNs netNs) throws IOException {
        IcmpSocket.four(netNs).close();
        IcmpSocket.six(netNs).close();
        return "raw sockets of both families work";
    }

    private static String tool(NetNs netNs, String... command) throws IOException {
        ChildProcess child = ChildProcess.run(netNs, LIMIT, "", List.of(command));
        if (child.exit() != 0) {
            throw new IOException(command[0] + ": exit " + child.exit() + " " + child.error().strip());
        }
        return child.output().strip();
    }
}
