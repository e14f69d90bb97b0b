package io.braid.engine.guard;

import static io.braid.engine.linux.nft.NftStatement.counter;
import static io.braid.engine.linux.nft.NftStatement.drop;
import static io.braid.engine.linux.nft.NftStatement.match;
import static io.braid.engine.linux.nft.NftStatement.mptcp;
import static io.braid.engine.linux.nft.NftStatement.syn;
import static io.braid.engine.linux.nft.NftStatement.tcp;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.SafeguardConfig;
import io.braid.engine.config.SafeguardConfig.Customers;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.nft.Nft;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules that keep MPTCP away from where it is not to come from (draft S5.3), in the table of all rules:
 *
 * <pre>
 * set internet-facing   the interfaces
 * chain internet-side   SYNs of MPTCP over these to this host are dropped: an answer to a SYN of this host is none
 * chain customers-N     for each upstream service: what its customers' hosts send to its concentrators themselves,
 *                       before anything is intercepted
 * </pre>
 *
 * The table goes, and these with it, when its owner ends.
 */
public final class Safeguard {
    private static final String INTERNET_FACING = "internet-facing";
    private static final String INTERNET_SIDE = "internet-side";
    private static final String CUSTOMERS = "customers-";
    private static final int INTERFACES_MAX = 65_536;

    private final Nft nft;
    private final NftTable table;
    private SafeguardConfig written = SafeguardConfig.NONE;

    /** Adds to the table, which exists. */
    public Safeguard(NetNs netns, EngineConfig config) throws IOException {
        this.nft = Nft.in(netns);
        this.table = NftTable.inet(config.kernel().tableName());
        nft.run(List.of(
                table.addSet(INTERNET_FACING, INTERFACES_MAX, List.of(), "ifname"),
                table.addChain(INTERNET_SIDE, "filter", "input", NftTable.FILTER),
                table.addRule(
                        INTERNET_SIDE,
                        match(NftValue.meta("iifname"), NftValue.members(INTERNET_FACING)),
                        tcp(),
                        syn(),
                        mptcp(),
                        counter(),
                        drop())));
    }

    /** Follows a snapshot: only interfaces and services that changed are written. */
    public synchronized void apply(SafeguardConfig wanted) throws IOException {
        if (wanted == written) {
            return;
        }
        List<NftCommand> commands = new ArrayList<>();
        elements(wanted.internetFacing(), commands);
        written.customers().forEach((service, was) -> {
            if (!was.equals(wanted.customers().get(service))) {
                commands.add(table.flushChain(CUSTOMERS + service));
                commands.add(table.deleteChain(CUSTOMERS + service));
            }
        });
        wanted.customers().forEach((service, is) -> {
            if (!is.equals(written.customers().get(service))) {
                customers(CUSTOMERS + service, is, commands);
            }
        });
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
        written = wanted;
    }

    private void elements(Set<String> wanted, List<NftCommand> commands) {
        Set<String> gone = new HashSet<>(written.internetFacing());
        gone.removeAll(wanted);
        if (!gone.isEmpty()) {
            commands.add(table.deleteElements(INTERNET_FACING, names(gone)));
        }
        Set<String> fresh = new HashSet<>(wanted);
        fresh.removeAll(written.internetFacing());
        if (!fresh.isEmpty()) {
            commands.add(table.addElements(INTERNET_FACING, names(fresh)));
        }
    }

    private static NftValue[] names(Iterable<String> interfaces) {
        List<NftValue> names = new ArrayList<>();
        interfaces.forEach(name -> names.add(NftValue.of(name)));
        return names.toArray(NftValue[]::new);
    }

    private void customers(String chain, Customers customers, List<NftCommand> commands) {
        commands.add(table.addChain(chain, "filter", "prerouting", NftTable.MANGLE - 1));
        for (InetAddress concentrator : customers.concentrators()) {
            List<NftStatement> rule = new ArrayList<>();
            rule.add(match(NftValue.meta("iifname"), NftValue.any(names(customers.interfaces()))));
            rule.add(match(
                    NftValue.field(concentrator instanceof Inet4Address ? "ip" : "ip6", "daddr"), NftValue.of(concentrator)));
            if (customers.multipathOnly()) {
                rule.addAll(List.of(tcp(), syn(), mptcp()));
            }
            rule.addAll(List.of(counter(), drop()));
            commands.add(table.addRule(chain, rule.toArray(NftStatement[]::new)));
        }
    }

    /** SYNs that were refused on internet-facing interfaces, since the start. */
    public long internetFacingRefused() throws IOException {
        return packets(INTERNET_SIDE);
    }

    /** Packets of customers' hosts that were refused, since each service's rules were written. */
    public synchronized long customersRefused() throws IOException {
        long sum = 0;
        for (String service : written.customers().keySet()) {
            sum += packets(CUSTOMERS + service);
        }
        return sum;
    }

    private long packets(String chain) throws IOException {
        return nft.counters(table, chain).stream().mapToLong(Nft.Counted::packets).sum();
    }
}
