package io.braid.yang.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.edit.Edits;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Diff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was valid when it was stored is not validated again at the start, unless something may have changed. */
@Timeout(60)
final class JudgedTest {
    private static final Schema SAME = Market.SCHEMA;
    private static final Schema OTHER =
            new Schema(SAME.root(), SAME.notifications(), SAME.context(), "another text of the modules");

    @TempDir
    private Path directory;

    private boolean judged(Schema schema) throws IOException {
        try (ConfigStore store = ConfigStore.open(directory, () -> schema, 1, List.of())) {
            return store.judged();
        }
    }

    private void commit(String limit, CommitOptions options) throws Exception {
        try (Datastore store = Datastore.open(directory, () -> SAME, 1, List.of())) {
            store.edit(Session.SYSTEM, store.shared(), Edits.merge(
                    SAME, "<market xmlns='urn:braid:test:market'><limit>" + limit + "</limit></market>"));
            store.commit(Session.SYSTEM, store.shared(), options);
        }
    }

    /** Stores what nobody has judged, as a validator with a fault would. */
    private void storeInvalid() throws Exception {
        try (ConfigStore store = ConfigStore.open(directory, () -> SAME, 1, List.of())) {
            Branch wrong = Edits.merged(SAME, store.root(), "<market xmlns='urn:braid:test:market'><stall><id>1</id>"
                    + "<trade>nothing</trade></stall></market>");
            store.append(
                    new CommitRecord(
                            CommitRecord.Kind.COMMIT, store.generation() + 1, Instant.EPOCH, Principal.SYSTEM, "",
                            1, Optional.empty()),
                    Diff.between(store.root(), wrong),
                    wrong);
        }
    }

    @Test
    void theSameModulesNeedNoSecondJudgement() throws Exception {
        assertFalse(judged(SAME), "there is nothing yet");
        commit("5", CommitOptions.plain(""));
        assertTrue(judged(SAME));
        assertFalse(judged(OTHER));
        storeInvalid();
        try (Datastore store = Datastore.open(directory, () -> SAME, 1, List.of())) {
            assertEquals(List.of(), store.faults(), "trusted");
        }
        try (Datastore store = Datastore.open(directory, () -> OTHER, 1, List.of())) {
            assertFalse(store.faults().isEmpty(), "other modules judge it anew");
        }
    }

    @Test
    void aDamagedFileIsJudgedAnew() throws Exception {
        commit("5", CommitOptions.plain(""));
        commit("6", CommitOptions.plain(""));
        Path journal = directory.resolve("journal-0");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length - 3] ^= 4;
        Files.write(journal, bytes);
        assertFalse(judged(SAME));
        assertTrue(judged(SAME), "the damage was cut off, what is left is whole");
    }

    @Test
    void whatIsRolledBackWasJudgedTooIfAllOfItWas() throws Exception {
        commit("5", CommitOptions.plain(""));
        CommitOptions confirmed = new CommitOptions(
                "", Optional.of(Duration.ofSeconds(60)), Optional.of("later"), Optional.empty());
        commit("6", confirmed);
        assertTrue(judged(SAME), "rolled back at this start");
        assertTrue(judged(SAME));
    }

    @Test
    void whatAMigrationMadeIsJudged() throws Exception {
        commit("5", CommitOptions.plain(""));
        Migration step = new Migration() {
            @Override
            public int from() {
                return 1;
            }

            @Override
            public void apply(StoredNode root) {
                // The data of both versions look alike.
            }
        };
        for (int i = 0; i < 2; i++) {
            try (ConfigStore store = ConfigStore.open(directory, () -> SAME, 2, List.of(step))) {
                assertFalse(store.judged(), "start " + i);
            }
        }
    }
}
