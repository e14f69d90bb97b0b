package io.braid.engine.intercept;

import static io.braid.engine.linux.nft.NftStatement.accept;
import static io.braid.engine.linux.nft.NftStatement.addMark;
import static io.braid.engine.linux.nft.NftStatement.differ;
import static io.braid.engine.linux.nft.NftStatement.goTo;
import static io.braid.engine.linux.nft.NftStatement.ipv4;
import static io.braid.engine.linux.nft.NftStatement.ipv6;
import static io.braid.engine.linux.nft.NftStatement.joinOf;
import static io.braid.engine.linux.nft.NftStatement.leave;
import static io.braid.engine.linux.nft.NftStatement.match;
import static io.braid.engine.linux.nft.NftStatement.mpJoin;
import static io.braid.engine.linux.nft.NftStatement.mptcp;
import static io.braid.engine.linux.nft.NftStatement.syn;
import static io.braid.engine.linux.nft.NftStatement.tcp;
import static io.braid.engine.linux.nft.NftStatement.tcpOption;
import static io.braid.engine.linux.nft.NftStatement.tproxy;
import static io.braid.engine.linux.nft.NftStatement.unmarked;

import io.braid.engine.config.FlowRule;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Explicit;
import io.braid.engine.config.ServiceConfig.Intercept;
import io.braid.engine.config.ServiceConfig.ProxyNativeMptcp;
import io.braid.engine.config.ServiceConfig.Refused;
import io.braid.engine.config.ServiceConfig.Role;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rules of one intercepting service are written from:
 *
 * <pre>
 * set refused4-N    addresses of customers that may not use the service, and refused6-N
 * set tokens-N      tokens of the connections that it answers with MPTCP
 * chain service-N   joins to the service's addresses, and those whose token is in the set: to the join port
 *                   other joins, those customers, connections to this host, TCP-AO, TCP MD5: pass
 *                   the operator's rules; the first that matches decides
 * chain decide-N    connections that speak MPTCP already pass, unless they are to be converted
 * chain take-N      the SYN is handed to the listener
 * </pre>
 */
record Interception(String service, Intercept intercept, Optional<Explicit> explicit, Role role) {
    private static final InetAddress LOOPBACK4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");
    /** Most customers of a family that are left alone at a time; others are refused one connection after the other. */
    private static final int REFUSED_MAX = 65_536;

    /** Kinds of the options that sign segments, which no other host can (RFC 2385, RFC 5925). */
    private static final int[] SIGNED = {19, 29};

    /** Of a service that intercepts. */
    static Optional<Interception> of(ServiceConfig service) {
        return service.intercept()
                .map(it -> new Interception(service.name(), it, service.explicit(), service.role()));
    }

    /** Whether connections are answered with MPTCP, and joins are to be expected. */
    boolean multipath() {
        return explicit.isPresent();
    }

    String tokens() {
        return FilterSets.tokens(service);
    }

    /** The first chain. */
    String chain() {
        return "service-" + service;
    }

    private String decide() {
        return "decide-" + service;
    }

    private String take() {
        return "take-" + service;
    }

    void remove(NftTable table, boolean tokensStay, List<NftCommand> commands) {
        for (String each : List.of(chain(), decide(), take())) {
            commands.add(table.flushChain(each));
            commands.add(table.deleteChain(each));
        }
        if (multipath() && !tokensStay) {
            commands.add(table.deleteSet(tokens()));
        }
        if (intercept.refused() == Refused.PASS) {
            // Whoever was refused is asked for anew under the new rules.
            commands.add(table.deleteSet(FilterSets.refused(service, true)));
            commands.add(table.deleteSet(FilterSets.refused(service, false)));
        }
    }

    void write(NftTable table, long mark, long signalMark, List<NftCommand> commands) {
        commands.add(table.addChain(take()));
        commands.add(table.addRule(
                take(), ipv4(), tcp(), syn(), tproxy(LOOPBACK4, intercept.port()), addMark(mark), accept()));
        commands.add(table.addRule(
                take(), ipv6(), tcp(), syn(), tproxy(LOOPBACK6, intercept.port()), addMark(mark), accept()));

        commands.add(table.addChain(decide()));
        if (intercept.proxyNativeMptcp() != ProxyNativeMptcp.ALWAYS) {
            // Without MP_PREFER_PROXY an MCP does not interfere (draft S5.2.2.1, plain-mode-10 §5.1).
            commands.add(
                    role == Role.DOWNSTREAM
                            ? table.addRule(decide(), tcp(), syn(), mptcp(), unmarked(signalMark), leave())
                            : table.addRule(decide(), tcp(), syn(), mptcp(), leave()));
        }
        commands.add(table.addRule(decide(), goTo(take())));

        commands.add(table.addChain(chain(), "filter", "prerouting", NftTable.MANGLE + 1));
        explicit.ifPresent(it -> joins(table, it, mark, commands));
        NftValue[] names = intercept.interfaces().stream().map(NftValue::of).toArray(NftValue[]::new);
        commands.add(table.addRule(chain(), differ(NftValue.meta("iifname"), NftValue.any(names)), leave()));
        if (intercept.refused() == Refused.PASS) {
            refused(table, commands);
        }
        commands.add(table.addRule(chain(), match(NftValue.fib("type", "daddr"), NftValue.of("local")), leave()));
        commands.add(table.addRule(chain(), tcp(), syn(), mpJoin(), leave()));
        for (int kind : SIGNED) {
            commands.add(table.addRule(chain(), tcp(), syn(), tcpOption(kind), leave()));
        }
        intercept.rules().forEach(rule -> commands.add(table.addRule(chain(), statements(rule))));
        commands.add(table.addRule(chain(), goTo(decide())));
    }

    /**
     * The kernel takes a join at a listener whose own address and port were announced. To the service's addresses come joins
     * of peers to whom IPv6 was announced without a port; to servers' those of hosts that ignore the C bit (draft S5.2.2).
     */
    private void joins(NftTable table, Explicit own, long mark, List<NftCommand> commands) {
        NftValue ports = NftValue.any(NftValue.of(own.port()), NftValue.of(own.joinPort()));
        for (InetAddress address : own.addresses()) {
            commands.add(table.addRule(
                    chain(),
                    match(destination(address), NftValue.of(address)),
                    tcp(),
                    syn(),
                    differ(NftValue.field("tcp", "dport"), ports),
                    mpJoin(),
                    tproxy(address, own.joinPort()),
                    addMark(mark),
                    accept()));
        }
        for (boolean four : new boolean[] {true, false}) {
            own.addresses().stream()
                    .filter(address -> address instanceof Inet4Address == four)
                    .findFirst()
                    .ifPresent(address -> commands.add(table.addRule(
                            chain(),
                            four ? ipv4() : ipv6(),
                            tcp(),
                            syn(),
                            mpJoin(),
                            joinOf(tokens()),
                            tproxy(address, own.joinPort()),
                            addMark(mark),
                            accept())));
        }
    }

    /** Customers that may not use the service keep what they would have without it. */
    private void refused(NftTable table, List<NftCommand> commands) {
        for (boolean four : new boolean[] {true, false}) {
            String set = FilterSets.refused(service, four);
            commands.add(table.addSet(set, REFUSED_MAX, List.of("timeout"), four ? "ipv4_addr" : "ipv6_addr"));
            commands.add(table.addRule(
                    chain(), match(NftValue.field(four ? "ip" : "ip6", "saddr"), NftValue.members(set)), leave()));
        }
    }

    private static NftValue destination(InetAddress address) {
        return NftValue.field(address instanceof Inet4Address ? "ip" : "ip6", "daddr");
    }

    private NftStatement[] statements(FlowRule rule) {
        List<NftStatement> all = new ArrayList<>();
        rule.source().ifPresent(prefix -> all.add(in("saddr", prefix)));
        rule.destination().ifPresent(prefix -> all.add(in("daddr", prefix)));
        if (!rule.destinationPorts().isEmpty()) {
            NftValue[] ports = rule.destinationPorts().stream().map(NftValue::of).toArray(NftValue[]::new);
            all.add(match(NftValue.field("tcp", "dport"), NftValue.any(ports)));
        }
        all.add(switch (rule.action()) {
            case PASS -> leave();
            case INTERCEPT -> goTo(intercept.proxyNativeMptcp() == ProxyNativeMptcp.BY_ACL ? take() : decide());
        });
        return all.toArray(NftStatement[]::new);
    }

    private static NftStatement in(String field, FlowRule.Prefix prefix) {
        String protocol = prefix.address() instanceof Inet4Address ? "ip" : "ip6";
        return match(NftValue.field(protocol, field), NftValue.prefix(prefix.address(), prefix.length()));
    }
}
