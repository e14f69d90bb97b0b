package io.braid.cli.session;

import io.braid.cli.grammar.Live;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.References;
import io.braid.yang.xpath.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The data of a session: its candidate or running, and state. */
public final class TreeLive implements Live {
    /** How many entries are looked at: of state, which has no order, and of those that begin alike. */
    private static final int LOOK_MAX = 1_000;

    private final CliSession session;

    public TreeLive(CliSession session) {
        this.session = session;
    }

    @Override
    public Stream<String> keys(DataPath around, ListSchema list, List<String> given, String prefix) {
        int at = given.size();
        Stream<List<String>> keys = list.config() ? configured(around, list, given, prefix) : state(around, list, given);
        return keys.limit(LOOK_MAX)
                .filter(key -> key.subList(0, at).equals(given) && key.get(at).startsWith(prefix))
                .map(key -> key.get(at))
                .distinct();
    }

    private Stream<List<String>> configured(DataPath around, ListSchema list, List<String> given, String prefix) {
        return around.child(list).in(session.tree()).stream()
                .flatMap(node -> node instanceof Entries entries
                        ? entries.beginning(Stream.concat(given.stream(), Stream.of(prefix)).toList())
                        : Stream.<Branch>empty())
                .map(entry -> Key.of(entry).values());
    }

    private Stream<List<String>> state(DataPath around, ListSchema list, List<String> given) {
        Map<LeafSchema, String> equal = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            equal.put(list.keys().get(i), given.get(i));
        }
        Instance node = Standing.at(session.operational(), around);
        // Read here, so that the provider's stream is closed.
        try (Stream<Instance> entries = node.present(list, equal, LOOK_MAX)) {
            return entries.limit(LOOK_MAX).map(entry -> Key.of((Branch) entry.node()).values()).toList().stream();
        }
    }

    @Override
    public Stream<String> references(DataPath leaf, String prefix) {
        return new References(new Evaluator(session.schema()), session.tree())
                .values(leaf, prefix)
                .limit(LOOK_MAX);
    }
}
