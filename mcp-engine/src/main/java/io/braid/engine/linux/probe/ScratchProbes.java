package io.braid.engine.linux.probe;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.MarkRule;
import io.braid.engine.linux.netlink.MarkRule.Family;
import io.braid.engine.linux.netlink.Route;
import io.braid.engine.linux.netlink.Routes;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** What changes a namespace, tried in one that nobody uses: the calling thread's. */
final class ScratchProbes {
    private static final String NAME = "network namespaces";
    private static final String PURPOSE = "try rules without harm; the demonstration; services in namespaces of their own";
    private static final int MARK = 1;
    private static final int TABLE = 100;

    private ScratchProbes() {}

    static List<Ability> probe() {
        NetNs here = NetNs.current();
        return List.of(
                Ability.wanted(NAME, PURPOSE, "", () -> "a new one can be made"),
                Ability.needed(
                        "userspace path manager", "decide about paths per connection", "use a kernel 6.12 or newer",
                        () -> here.sysctls().useUserspacePathManager().toString()),
                Ability.needed(
                        "tproxy", "hand other hosts' connections to a listener (nft tproxy, socket, fib, MPTCP option)",
                        "modprobe nft_tproxy nft_socket nft_fib_inet; use a kernel with them", () -> tproxy(here)),
                Ability.needed(
                        "policy routing", "packets of transparent sockets find their way back to this host",
                        "use a kernel with CONFIG_IP_MULTIPLE_TABLES and CONFIG_IPV6_MULTIPLE_TABLES",
                        () -> routing(here)));
    }

    /** What is said instead when no namespace can be made. */
    static Ability impossible(IOException reason) {
        return new Ability(
                NAME, Ability.State.DEGRADED, PURPOSE, reason.getMessage(),
                "run as root or with CAP_SYS_ADMIN; tproxy, policy routing and userspace path manager were not tried");
    }

    private static String tproxy(NetNs here) throws IOException {
        NftTable table = NftTable.inet("braid-probe");
        here.nft().run(List.of(
                table.add(),
                table.addChain("pre", "filter", "prerouting", NftTable.MANGLE),
                table.addRule(
                        "pre",
                        NftStatement.match(NftValue.fib("type", "daddr"), NftValue.of("local")),
                        NftStatement.accept()),
                table.addRule("pre", NftStatement.tcp(), NftStatement.transparentSocket(), NftStatement.setMark(MARK)),
                rule(table, NftStatement.ipv4(), "127.0.0.1"),
                rule(table, NftStatement.ipv6(), "::1")));
        return "rules for IPv4 and IPv6 are accepted";
    }

    private static NftCommand rule(NftTable table, NftStatement family, String to)
            throws IOException {
        return table.addRule(
                "pre", family, NftStatement.tcp(), NftStatement.syn(), NftStatement.mpJoin(),
                NftStatement.tproxy(InetAddress.getByName(to), 5000), NftStatement.setMark(MARK), NftStatement.accept());
    }

    private static String routing(NetNs here) throws IOException {
        try (Routes routes = here.routes()) {
            routes.up(routes.link("lo").orElseThrow(() -> new IOException("no loopback interface")));
            for (Family family : Family.values()) {
                routes.add(new MarkRule(family, MARK, MARK, TABLE, TABLE), Routes.Mode.STRICT);
                routes.add(Route.allLocal(family, TABLE), Routes.Mode.STRICT);
            }
        }
        return "mark rules and local routes are accepted";
    }
}
