package io.braid.engine.intercept;

import static io.braid.engine.linux.nft.NftStatement.accept;
import static io.braid.engine.linux.nft.NftStatement.addMark;
import static io.braid.engine.linux.nft.NftStatement.anySocket;
import static io.braid.engine.linux.nft.NftStatement.leave;
import static io.braid.engine.linux.nft.NftStatement.match;
import static io.braid.engine.linux.nft.NftStatement.mpCapable;
import static io.braid.engine.linux.nft.NftStatement.syn;
import static io.braid.engine.linux.nft.NftStatement.tcp;
import static io.braid.engine.linux.nft.NftStatement.tproxy;
import static io.braid.engine.linux.nft.NftStatement.transparentSocket;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Explicit;
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
 * chains of {@link Interception}, for each intercepting service
 * chain any-port-N   one for each service that takes any port of its addresses: the SYNs with MP_CAPABLE to ports where
 *                    nobody listens are handed to its listener
 * </pre>
 *
 * A listener that is gone lets the SYN pass: the kernel forwards what it cannot hand over.
 */
public final class InterceptRules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptRules.class);
    private static final String DIVERT = "divert";

    private final Nft nft;
    private final NftTable table;
    private final long mark;
    private final long signalMark;
    /** What the rules of a service were written from, by the name of its first chain. */
    private final Map<String, Record> written = new HashMap<>();

    /** Makes the table; one of the same name that a crash left behind is replaced. */
    public InterceptRules(NetNs netns, EngineConfig config) throws IOException {
        this.nft = Nft.in(netns);
        this.table = NftTable.inet(config.kernel().tableName());
        this.mark = config.kernel().mark();
        this.signalMark = config.kernel().signalMark();
        List<NftCommand> commands = new ArrayList<>(table.clear());
        commands.add(table.add());
        commands.add(table.addChain(DIVERT, "filter", "prerouting", NftTable.MANGLE));
        commands.add(table.addRule(DIVERT, tcp(), transparentSocket(), addMark(mark), accept()));
        nft.run(commands);
    }

    /** Follows a snapshot: only rules of services whose interception changed are written again. */
    public void apply(EngineConfig config) throws IOException {
        List<NftCommand> commands = new ArrayList<>();
        Map<String, Record> wanted = new TreeMap<>();
        for (ServiceConfig service : config.services().values()) {
            if (service.enabled()) {
                Interception.of(service).ifPresent(it -> wanted.put(it.chain(), it));
                service.explicit()
                        .filter(Explicit::anyPort)
                        .ifPresent(it -> wanted.put("any-port-" + service.name(), it));
            }
        }
        for (Record content : wanted.values()) {
            if (content instanceof Interception interception && interception.multipath()) {
                nft.addTokenSet(table, interception.tokens());
            }
        }
        written.forEach((chain, content) -> {
            if (!content.equals(wanted.get(chain))) {
                remove(chain, content, wanted.get(chain), commands);
            }
        });
        wanted.forEach((chain, content) -> {
            if (!content.equals(written.get(chain))) {
                write(chain, content, commands);
            }
        });
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
        written.clear();
        written.putAll(wanted);
    }

    private void remove(String chain, Record content, Record next, List<NftCommand> commands) {
        if (content instanceof Interception interception) {
            // The tokens of connections that live outlast a change of the rules.
            boolean tokensStay = next instanceof Interception after && after.multipath();
            interception.remove(table, tokensStay, commands);
        } else {
            commands.add(table.flushChain(chain));
            commands.add(table.deleteChain(chain));
        }
    }

    private void write(String chain, Record content, List<NftCommand> commands) {
        if (content instanceof Interception interception) {
            interception.write(table, mark, signalMark, commands);
        } else if (content instanceof Explicit explicit) {
            commands.add(table.addChain(chain, "filter", "prerouting", NftTable.MANGLE + 1));
            anyPort(chain, explicit, commands);
        }
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
