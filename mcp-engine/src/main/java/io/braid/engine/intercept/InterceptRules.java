package io.braid.engine.intercept;

import static io.braid.engine.linux.nft.NftStatement.accept;
import static io.braid.engine.linux.nft.NftStatement.addMark;
import static io.braid.engine.linux.nft.NftStatement.anySocket;
import static io.braid.engine.linux.nft.NftStatement.differ;
import static io.braid.engine.linux.nft.NftStatement.ipv4;
import static io.braid.engine.linux.nft.NftStatement.ipv6;
import static io.braid.engine.linux.nft.NftStatement.leave;
import static io.braid.engine.linux.nft.NftStatement.match;
import static io.braid.engine.linux.nft.NftStatement.mpCapable;
import static io.braid.engine.linux.nft.NftStatement.mpJoin;
import static io.braid.engine.linux.nft.NftStatement.mptcp;
import static io.braid.engine.linux.nft.NftStatement.syn;
import static io.braid.engine.linux.nft.NftStatement.tcp;
import static io.braid.engine.linux.nft.NftStatement.tproxy;
import static io.braid.engine.linux.nft.NftStatement.transparentSocket;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Explicit;
import io.braid.engine.config.ServiceConfig.Intercept;
import io.braid.engine.config.ServiceConfig.NativeMptcp;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.nft.Nft;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every rule of Braid, in one nftables table:
 *
 * <pre>
 * chain divert       packets of a transparent socket here, intercepted or with a preserved source: marked, so that they
 *                    are delivered here
 * chain service-N    one for each intercepting service: the SYNs of its interfaces are handed to its listener
 * chain any-port-N   one for each service that takes any port of its addresses: the SYNs with MP_CAPABLE to ports where
 *                    nobody listens are handed to its listener
 * </pre>
 *
 * A listener that is gone lets the SYN pass: the kernel forwards what it cannot hand over.
 */
public final class InterceptRules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptRules.class);
    private static final String DIVERT = "divert";
    private static final InetAddress LOOPBACK4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");

    private final Nft nft;
    private final NftTable table;
    private final long mark;
    /** What each chain of a service was written from, by its name. */
    private final Map<String, Record> written = new HashMap<>();

    /** Makes the table; one of the same name that a crash left behind is replaced. */
    public InterceptRules(NetNs netns, EngineConfig config) throws IOException {
        this.nft = Nft.in(netns);
        this.table = NftTable.inet(config.kernel().tableName());
        this.mark = config.kernel().mark();
        List<NftCommand> commands = new ArrayList<>(table.clear());
        commands.add(table.add());
        commands.add(table.addChain(DIVERT, "filter", "prerouting", NftTable.MANGLE));
        commands.add(table.addRule(DIVERT, tcp(), transparentSocket(), addMark(mark), accept()));
        nft.run(commands);
    }

    /** Follows a snapshot: only chains of services whose interception changed are written again. */
    public void apply(EngineConfig config) throws IOException {
        List<NftCommand> commands = new ArrayList<>();
        Map<String, Record> wanted = new TreeMap<>();
        for (ServiceConfig service : config.services().values()) {
            if (service.enabled()) {
                service.intercept().ifPresent(it -> wanted.put("service-" + service.name(), it));
                service.explicit().filter(Explicit::anyPort).ifPresent(it -> wanted.put("any-port-" + service.name(), it));
            }
        }
        written.forEach((chain, content) -> {
            if (!content.equals(wanted.get(chain))) {
                commands.add(table.flushChain(chain));
                commands.add(table.deleteChain(chain));
            }
        });
        wanted.forEach((chain, content) -> {
            if (!content.equals(written.get(chain))) {
                commands.add(table.addChain(chain, "filter", "prerouting", NftTable.MANGLE + 1));
                if (content instanceof Intercept intercept) {
                    intercept(chain, intercept, commands);
                } else if (content instanceof Explicit explicit) {
                    anyPort(chain, explicit, commands);
                }
            }
        });
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
        written.clear();
        written.putAll(wanted);
    }

    private void intercept(String chain, Intercept intercept, List<NftCommand> commands) {
        NftValue[] names = intercept.interfaces().stream().map(NftValue::of).toArray(NftValue[]::new);
        NftValue from = NftValue.meta("iifname");
        commands.add(table.addRule(chain, differ(from, NftValue.any(names)), leave()));
        commands.add(table.addRule(chain, match(NftValue.fib("type", "daddr"), NftValue.of("local")), leave()));
        // A host that speaks MPTCP itself needs no conversion; its connection passes (draft S5.2.2.1). A converted one
        // is answered with TCP, so that any join belongs to one that passed.
        boolean pass = intercept.nativeMptcp() == NativeMptcp.PASS;
        commands.add(table.addRule(chain, tcp(), syn(), pass ? mptcp() : mpJoin(), leave()));
        commands.add(table.addRule(
                chain, ipv4(), tcp(), syn(), tproxy(LOOPBACK4, intercept.port()), addMark(mark), accept()));
        commands.add(table.addRule(
                chain, ipv6(), tcp(), syn(), tproxy(LOOPBACK6, intercept.port()), addMark(mark), accept()));
    }

    /** MP_CONVERT comes with MP_CAPABLE alone (plain-mode-10 §5.2); all other SYNs are the kernel's to answer. */
    private void anyPort(String chain, Explicit explicit, List<NftCommand> commands) {
        commands.add(table.addRule(chain, tcp(), anySocket(), leave()));
        for (InetAddress address : explicit.addresses()) {
            boolean four = address instanceof Inet4Address;
            commands.add(table.addRule(
                    chain,
                    match(NftValue.field(four ? "ip" : "ip6", "daddr"), NftValue.of(address)),
                    tcp(),
                    syn(),
                    mpCapable(),
                    tproxy(address, explicit.port()),
                    addMark(mark),
                    accept()));
        }
    }

    @Override
    public void close() {
        try {
            nft.run(table.clear());
        } catch (IOException e) {
            LOG.warn("event=rules-not-removed table={} error=\"{}\"", table.name(), e.getMessage());
        }
    }
}
