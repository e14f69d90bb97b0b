package io.braid.yang.store;

import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.edit.Edits;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Market;
import java.nio.file.Path;
import java.util.List;

/** A process that commits until it is killed, and says which generations were acknowledged. */
final class Committing {
    private Committing() {}

    public static void main(String[] arguments) throws Exception {
        try (Datastore store = Datastore.open(Path.of(arguments[0]), () -> Market.SCHEMA, 1, List.of())) {
            for (long i = store.running().number() + 1; ; i++) {
                Candidate candidate = store.candidate();
                String padding = "x".repeat((int) (i % 7) * 3000);
                store.edit(Session.SYSTEM, candidate, Edits.merge(Market.SCHEMA,
                        "<market xmlns='urn:braid:test:market'><limit>" + i + "</limit><motto>" + padding + "</motto>"
                                + "<queue><name>n" + i % 6 + "</name></queue></market>"));
                System.out.println(store.commit(Session.SYSTEM, candidate, CommitOptions.plain("")).number());
                System.out.flush();
            }
        }
    }
}
