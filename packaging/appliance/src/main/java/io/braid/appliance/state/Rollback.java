package io.braid.appliance.state;

import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Reader;

/** Goes back to an older configuration. */
public final class Rollback implements ActionHandler {
    private final Datastore datastore;
    private final ContainerSchema output;

    public Rollback(Datastore datastore) {
        this.datastore = datastore;
        this.output = datastore.schema().root().operations().stream()
                .filter(rpc -> rpc.path().equals(path()))
                .findFirst()
                .orElseThrow()
                .output();
    }

    @Override
    public String path() {
        return "/braid-configuration:rollback";
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        Reader wanted = Reader.of(input);
        int commits = wanted.integer("commits");
        long most = Math.min(datastore.running().number() - 1, datastore.history().size());
        if (commits > most) {
            throw new DatastoreException(DataError.data(
                    ErrorTag.INVALID_VALUE,
                    "/braid-configuration:commits",
                    "the history has only " + most + " commits that can be taken back"));
        }
        Candidate older = datastore.rollback(commits);
        if (wanted.text("into").equals("candidate")) {
            datastore.copyConfig(session, older.root(), datastore.shared());
        } else {
            String comment = wanted.text("comment");
            datastore.commit(
                    session,
                    older,
                    CommitOptions.plain(comment.isEmpty() ? "rolled back the last " + commits + " commits" : comment));
        }
        return new BranchBuilder(output).leaf("generation", datastore.running().number()).build();
    }
}
