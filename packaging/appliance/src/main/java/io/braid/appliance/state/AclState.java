package io.braid.appliance.state;

import io.braid.engine.guard.IngressAcls;
import io.braid.engine.linux.nft.Nft;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the entries of access control lists decided about, as the kernel counts. Of one list, it is asked once in a second. */
public final class AclState implements StateProvider {
    private static final long FRESH_NS = 1_000_000_000L;

    private final Optional<IngressAcls> acls;
    private final Datastore datastore;
    private Asked last = new Asked("", 0, List.of());

    private record Asked(String list, long at, List<Nft.Counted> counted) {}

    /** @param acls empty if none are enforced */
    public AclState(Optional<IngressAcls> acls, Datastore datastore) {
        this.acls = acls;
        this.datastore = datastore;
    }

    @Override
    public String path() {
        return "/braid-acl:acls/acl/aces/ace/statistics";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        DataPath ace = query.around();
        List<Nft.Counted> counted = counted(ace.up().up().key().orElseThrow().values().getFirst());
        int at = position(ace);
        return at < 0 || at >= counted.size()
                ? Stream.empty()
                : Stream.of(new BranchBuilder(query.node())
                        .leaf("matched-packets", counted.get(at).packets())
                        .leaf("matched-octets", counted.get(at).bytes())
                        .build());
    }

    private int position(DataPath ace) {
        List<Key> keys = ace.up().in(datastore.running().root()).stream()
                .flatMap(aces -> ((Branch) aces).child(ace.schema()).stream())
                .flatMap(entries -> ((Entries) entries).stream())
                .map(Key::of)
                .toList();
        return keys.indexOf(ace.key().orElseThrow());
    }

    private synchronized List<Nft.Counted> counted(String list) {
        if (!last.list.equals(list) || System.nanoTime() - last.at > FRESH_NS) {
            try {
                last = new Asked(list, System.nanoTime(), acls.isPresent() ? acls.get().counted(list) : List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return last.counted;
    }
}
