package io.braid.engine.intercept;

import static io.braid.engine.linux.nft.NftStatement.accept;
import static io.braid.engine.linux.nft.NftStatement.addMark;
import static io.braid.engine.linux.nft.NftStatement.differ;
import static io.braid.engine.linux.nft.NftStatement.ipv4;
import static io.braid.engine.linux.nft.NftStatement.ipv6;
import static io.braid.engine.linux.nft.NftStatement.leave;
import static io.braid.engine.linux.nft.NftStatement.match;
import static io.braid.engine.linux.nft.NftStatement.mpJoin;
import static io.braid.engine.linux.nft.NftStatement.mptcp;
import static io.braid.engine.linux.nft.NftStatement.syn;
import static io.braid.engine.linux.nft.NftStatement.tcp;
import static io.braid.engine.linux.nft.NftStatement.tproxy;
import static io.braid.engine.linux.nft.NftStatement.transparentSocket;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Intercept;
import io.braid.engine.config.ServiceConfig.NativeMptcp;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.nft.Nft;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every rule of Braid, in one nftables table:
 *
 * <pre>
 * chain divert       packets of a transparent socket here, intercepted or with a preserved source: marked, so that they
 *                    are delivered here
 * chain service-N    one for each intercepting service: the SYNs of its interfaces are handed to its listener
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
    private final Set<ServiceConfig> written = new HashSet<>();

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
        Set<ServiceConfig> wanted = new HashSet<>();
        config.services().values().stream()
                .filter(service -> service.enabled() && service.intercept().isPresent())
                .sorted(Comparator.comparing(ServiceConfig::name))
                .forEach(wanted::add);
        for (ServiceConfig service : written) {
            if (wanted.stream().noneMatch(other -> alike(service, other))) {
                commands.add(table.flushChain(chain(service)));
                commands.add(table.deleteChain(chain(service)));
            }
        }
        for (ServiceConfig service : wanted) {
            if (written.stream().noneMatch(other -> alike(service, other))) {
                write(service, commands);
            }
        }
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
        written.clear();
        written.addAll(wanted);
    }

    private static boolean alike(ServiceConfig a, ServiceConfig b) {
        return a.name().equals(b.name()) && a.intercept().equals(b.intercept());
    }

    private static String chain(ServiceConfig service) {
        return "service-" + service.name();
    }

    private void write(ServiceConfig service, List<NftCommand> commands) {
        Intercept intercept = service.intercept().orElseThrow();
        String chain = chain(service);
        NftValue[] names = intercept.interfaces().stream().map(NftValue::of).toArray(NftValue[]::new);
        NftValue from = NftValue.meta("iifname");
        commands.add(table.addChain(chain, "filter", "prerouting", NftTable.MANGLE + 1));
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

    @Override
    public void close() {
        try {
            nft.run(table.clear());
        } catch (IOException e) {
            LOG.warn("event=rules-not-removed table={} error=\"{}\"", table.name(), e.getMessage());
        }
    }
}
