package io.braid.appliance.mapping;

import io.braid.engine.config.AclConfig;
import io.braid.engine.config.AclConfig.Ace;
import io.braid.engine.config.AclConfig.Ports;
import io.braid.engine.config.AddressPrefix;
import io.braid.yang.tree.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps access control lists and where they are enforced. Keeps what it made. For one thread. */
final class AclMapping {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final Memo memo;
    private final ListMemo<String> interfaces = new ListMemo<>("interface", AclMapping::list, _ -> false);

    AclMapping(Memo memo) {
        this.memo = memo;
    }

    AclConfig of(Reader root) {
        return memo.of(root.container("acls"), AclConfig.class, this::acls);
    }

    private AclConfig acls(Reader acls) {
        return new AclConfig(lists(acls), interfaces.of(acls.container("attachment-points")));
    }

    @SuppressWarnings("unchecked")
    private Map<String, List<Ace>> lists(Reader acls) {
        return memo.of(acls, acls.identity("acl"), Map.class, _ -> acls.list("acl").stream()
                .collect(Collectors.toUnmodifiableMap(acl -> acl.text("name"), this::entries)));
    }

    @SuppressWarnings("unchecked")
    private List<Ace> entries(Reader acl) {
        return memo.of(acl.container("aces"), List.class, aces -> aces.list("ace").stream()
                .map(AclMapping::entry)
                .toList());
    }

    private static Ace entry(Reader ace) {
        ace.text("name");
        Reader matches = ace.container("matches");
        Optional<Reader> tcp = matches.presence("tcp");
        Optional<Reader> udp = matches.presence("udp");
        Optional<Reader> header = tcp.or(() -> udp);
        return new Ace(
                matches.find("source-network").map(AddressPrefix::of),
                matches.find("destination-network").map(AddressPrefix::of),
                tcp.map(_ -> TCP).or(() -> udp.map(_ -> UDP)).or(() -> matches.find("protocol").map(Integer::valueOf)),
                header.map(each -> ports(each.container("source-port"))),
                header.map(each -> ports(each.container("destination-port"))),
                ace.container("actions").text("forwarding").equals("accept"));
    }

    /** The list of an interface, which is known by its name. */
    private static String list(Reader attached) {
        attached.text("interface-id");
        return attached.container("ingress").text("acl-set");
    }

    private static Ports ports(Reader ports) {
        return new Ports(ports.integer("lower-port"), ports.integer("upper-port"));
    }
}
