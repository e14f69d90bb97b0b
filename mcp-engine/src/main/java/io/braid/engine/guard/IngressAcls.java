package io.braid.engine.guard;

import static io.braid.engine.linux.nft.NftStatement.accept;
import static io.braid.engine.linux.nft.NftStatement.counter;
import static io.braid.engine.linux.nft.NftStatement.drop;
import static io.braid.engine.linux.nft.NftStatement.match;

import io.braid.engine.config.AclConfig;
import io.braid.engine.config.AclConfig.Ace;
import io.braid.engine.config.AclConfig.Ports;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.nft.Nft;
import io.braid.engine.linux.nft.NftCommand;
import io.braid.engine.linux.nft.NftStatement;
import io.braid.engine.linux.nft.NftTable;
import io.braid.engine.linux.nft.NftValue;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.PMap;

/**
 * Lists that decide about packets as they come in, before anything is intercepted (draft S5.3), in the table of all rules:
 *
 * <pre>
 * map ingress-acls     for each interface, a jump to the chain of its list
 * chain ingress        looks the interface up
 * chain acl-N          for each list that is used: a rule for each entry
 * </pre>
 *
 * A list that changes is written anew, its counters begin again; an interface is one element. The table goes, and these with
 * it, when its owner ends.
 */
public final class IngressAcls {
    private static final String MAP = "ingress-acls";
    private static final String INGRESS = "ingress";
    private static final String LIST = "acl-";
    private static final int INTERFACES_MAX = 1 << 20;
    private static final int MOST_PORT = 65_535;
    private static final int UDP = 17;

    private final Nft nft;
    private final NftTable table;
    private AclConfig written = AclConfig.NONE;

    /** Adds to the table, which exists. */
    public IngressAcls(NetNs netns, EngineConfig config) throws IOException {
        this.nft = Nft.in(netns);
        this.table = NftTable.inet(config.kernel().tableName());
        nft.run(List.of(
                table.addVerdictMap(MAP, INTERFACES_MAX, "ifname"),
                table.addChain(INGRESS, "filter", "prerouting", NftTable.RAW),
                table.addRule(INGRESS, NftStatement.verdictOf(NftValue.meta("iifname"), MAP))));
    }

    /** Follows a snapshot. */
    public synchronized void apply(AclConfig wanted) throws IOException {
        if (wanted == written) {
            return;
        }
        Set<String> before = used(written);
        Set<String> after = used(wanted);
        List<NftCommand> commands = new ArrayList<>();
        for (String list : after) {
            if (!before.contains(list)) {
                commands.add(table.addChain(LIST + list));
            } else if (!wanted.lists().get(list).equals(written.lists().get(list))) {
                commands.add(table.flushChain(LIST + list));
            } else {
                continue;
            }
            wanted.lists().get(list).forEach(ace -> commands.add(table.addRule(LIST + list, rule(ace))));
        }
        interfaces(wanted.ingress(), commands);
        for (String list : before) {
            if (!after.contains(list)) {
                commands.add(table.flushChain(LIST + list));
                commands.add(table.deleteChain(LIST + list));
            }
        }
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
        written = wanted;
    }

    private static Set<String> used(AclConfig config) {
        return new TreeSet<>(config.ingress().values());
    }

    private void interfaces(PMap<String, String> wanted, List<NftCommand> commands) {
        if (wanted == written.ingress()) {
            return;
        }
        List<NftValue> gone = new ArrayList<>();
        List<NftValue> fresh = new ArrayList<>();
        written.ingress().forEach((name, list) -> {
            if (!list.equals(wanted.get(name))) {
                gone.add(element(name, list));
            }
        });
        wanted.forEach((name, list) -> {
            if (!list.equals(written.ingress().get(name))) {
                fresh.add(element(name, list));
            }
        });
        if (!gone.isEmpty()) {
            commands.add(table.deleteElements(MAP, gone.toArray(NftValue[]::new)));
        }
        if (!fresh.isEmpty()) {
            commands.add(table.addElements(MAP, fresh.toArray(NftValue[]::new)));
        }
    }

    private static NftValue element(String name, String list) {
        return NftValue.jumpFor(NftValue.of(name), LIST + list);
    }

    private static NftStatement[] rule(Ace ace) {
        List<NftStatement> rule = new ArrayList<>();
        ace.source().ifPresent(prefix -> rule.add(network(prefix, "saddr")));
        ace.destination().ifPresent(prefix -> rule.add(network(prefix, "daddr")));
        ace.protocol().ifPresent(protocol -> {
            rule.add(match(NftValue.meta("l4proto"), NftValue.of(protocol)));
            String header = protocol == UDP ? "udp" : "tcp";
            ace.sourcePorts().filter(IngressAcls::restricts).ifPresent(ports -> rule.add(ports(header, "sport", ports)));
            ace.destinationPorts().filter(IngressAcls::restricts).ifPresent(ports -> rule.add(ports(header, "dport", ports)));
        });
        rule.add(counter());
        rule.add(ace.accept() ? accept() : drop());
        return rule.toArray(NftStatement[]::new);
    }

    private static boolean restricts(Ports ports) {
        return ports.lower() > 0 || ports.upper() < MOST_PORT;
    }

    private static NftStatement network(AddressPrefix prefix, String field) {
        boolean four = prefix.address() instanceof Inet4Address;
        return match(NftValue.field(four ? "ip" : "ip6", field), NftValue.prefix(prefix.address(), prefix.length()));
    }

    private static NftStatement ports(String header, String field, Ports ports) {
        return match(
                NftValue.field(header, field), NftValue.range(NftValue.of(ports.lower()), NftValue.of(ports.upper())));
    }

    /**
     * What the entries of a list have decided about since it was written, in their order.
     *
     * @return empty while no interface uses the list
     */
    public synchronized List<Nft.Counted> counted(String list) throws IOException {
        return used(written).contains(list) ? nft.counters(table, LIST + list) : List.of();
    }
}
