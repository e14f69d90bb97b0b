package io.braid.appliance.state;

import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Key;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a commit of the history changed, leaf by leaf. Read from disk when it is asked for. */
public final class ChangeState implements StateProvider {
    /** As the model says: a commit may have changed 100,000 entries. */
    private static final int MAX = 1000;

    private static final String HIDDEN = "********";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeState.class);

    private final Datastore datastore;

    public ChangeState(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public String path() {
        return CommitState.COMMIT + "/change";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        long generation = Long.parseLong(query.around().key().orElseThrow().values().getFirst());
        try {
            return datastore.changes(generation).stream()
                    .flatMap(ChangeState::leaves)
                    .limit(Math.min(MAX, query.limit()))
                    .map(change -> entry(query.node(), change));
        } catch (DatastoreException e) {
            // Pushed out of the history meanwhile, or made with an older model.
            LOG.info("event=changes-not-known generation={} reason=\"{}\"", generation, e.getMessage());
            return Stream.empty();
        }
    }

    private static Stream<Change> leaves(Change change) {
        Node node = change.after().or(change::before).orElseThrow();
        return switch (change.kind()) {
            case CREATED -> leaves(change.path(), node);
            case DELETED -> leaves(change.path(), node).map(Change::inverse);
            case CHANGED, REORDERED -> Stream.of(change);
        };
    }

    /** The leaves of what is new. */
    private static Stream<Change> leaves(DataPath path, Node node) {
        return switch (node) {
            case Branch branch -> branch.children().stream().flatMap(child -> leaves(path.child(child.schema()), child));
            case Entries entries -> entries.stream()
                    .flatMap(entry -> leaves(path.up().entry(entries.schema(), Key.of(entry)), entry));
            case Leaf _, Values _ -> Stream.of(new Change(path, Optional.empty(), Optional.of(node)));
        };
    }

    private static Branch entry(InnerSchema schema, Change change) {
        BranchBuilder entry = new BranchBuilder(schema)
                .leaf("path", change.path().text())
                .leaf("operation", change.kind());
        change.before().ifPresent(before -> entry.leaf("before", text(before)));
        change.after().ifPresent(after -> entry.leaf("after", text(after)));
        return entry.build();
    }

    /** As the command line does: that a secret was changed may be seen, to what may not. */
    private static String text(Node node) {
        return switch (node) {
            case Leaf leaf when leaf.schema().secret() -> HIDDEN;
            case Values values when values.schema().secret() -> HIDDEN;
            case Leaf leaf -> leaf.value();
            case Values values -> String.join(" ", values.values());
            case Entries entries -> entries.stream()
                    .map(entry -> String.join(",", Key.of(entry).values()))
                    .collect(Collectors.joining(" "));
            case Branch branch -> branch.schema().name();
        };
    }
}
