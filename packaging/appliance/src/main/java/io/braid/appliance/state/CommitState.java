package io.braid.appliance.state;

import io.braid.yang.datastore.CommitInfo;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** The last commits. */
public final class CommitState implements StateProvider {
    static final String COMMIT = ConfigurationState.CONFIGURATION + "/commit";

    private final Datastore datastore;

    public CommitState(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public String path() {
        return COMMIT;
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        ListSchema list = (ListSchema) query.node();
        String wanted = query.equal().get(list.keys().getFirst());
        return datastore.history().stream()
                .filter(commit -> wanted == null || wanted.equals(Long.toString(commit.generation())))
                .limit(query.limit())
                .map(commit -> entry(list, commit));
    }

    private static Branch entry(ListSchema list, CommitInfo commit) {
        return new BranchBuilder(list)
                .leaf("generation", commit.generation())
                .leaf("time", DateTimeFormatter.ISO_INSTANT.format(commit.at().truncatedTo(ChronoUnit.MILLIS)))
                .leaf("user", commit.principal().user())
                .leaf("origin", commit.principal().origin())
                .leaf("comment", commit.comment())
                .build();
    }
}
