package io.braid.yang.datastore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.yang.edit.Edits;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Market;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A commit is done by all participants or by none, and readers see whole configurations. */
@Timeout(60)
final class ParticipantsTest {
    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();

    /** A participant that tells what is asked of it, and refuses one step. */
    private final class Teller implements CommitParticipant {
        private final String name;
        private final String refused;

        Teller(String name, String refused) {
            this.name = name;
            this.refused = refused;
        }

        @Override
        public String name() {
            return name;
        }

        private void tell(String step) throws DatastoreException {
            told.add(name + " " + step);
            if (refused.equals(step)) {
                throw new DatastoreException(DataError.data(ErrorTag.OPERATION_FAILED, "/market:market/limit", "no"));
            }
            if (refused.equals("crash in " + step)) {
                throw new IllegalStateException("a defect");
            }
        }

        @Override
        public Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
            tell("prepare");
            return new Prepared() {
                @Override
                public void apply() throws DatastoreException {
                    tell("apply");
                }

                @Override
                public void undo() {
                    told.add(name + " undo");
                }

                @Override
                public void release() {
                    told.add(name + " release");
                }
            };
        }
    }

    private static void change(Datastore store, int limit) throws Exception {
        Candidate candidate = store.candidate();
        store.edit(Session.SYSTEM, candidate, Edits.merge(Market.SCHEMA,
                "<market xmlns='urn:braid:test:market'><limit>" + limit + "</limit><trade><name>a</name><code>"
                        + limit + "</code></trade></market>"));
        store.commit(Session.SYSTEM, candidate, CommitOptions.plain(""));
    }

    private void refused(String second, List<String> expected) throws Exception {
        told.clear();
        try (Datastore store = Datastore.open(directory, () -> Market.SCHEMA, 1, List.of())) {
            store.add(new Teller("a", ""));
            store.add(new Teller("b", second));
            store.add(new Teller("c", ""));
            Generation before = store.running();
            DatastoreException refusal = assertThrows(DatastoreException.class, () -> change(store, 5));
            assertEquals(ErrorTag.OPERATION_FAILED, refusal.errors().getFirst().tag());
            assertSame(before, store.running());
            assertEquals(List.of(), store.history());
        }
        assertEquals(expected, told);
    }

    @Test
    void aVetoStopsAll() throws Exception {
        List<String> expected = List.of("a prepare", "b prepare", "c prepare", "c release", "a release");
        refused("prepare", expected);
        refused("crash in prepare", expected);
    }

    @Test
    void aFailureIsTakenBackInReverse() throws Exception {
        List<String> expected = List.of(
                "a prepare", "b prepare", "c prepare", "a apply", "b apply", "a undo", "c release", "b release");
        refused("apply", expected);
        refused("crash in apply", expected);
    }

    @Test
    void readersNeverWaitAndSeeWholeConfigurations() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (Datastore store = Datastore.open(directory, () -> Market.SCHEMA, 1, List.of());
                ExecutorService readers = Executors.newFixedThreadPool(3)) {
            change(store, 1);
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(readers.submit(() -> {
                    long last = 0;
                    while (!done.get()) {
                        Generation seen = store.running();
                        Reader market = Reader.of(seen.root()).container("market");
                        assertEquals(market.text("limit"), market.list("trade").getFirst().text("code"));
                        assertEquals(seen.number(), market.number("limit"));
                        assertEquals(true, seen.number() >= last, "time runs backwards");
                        last = seen.number();
                        Thread.onSpinWait();
                    }
                    return last;
                }));
            }
            try {
                for (int i = 2; i <= 300; i++) {
                    change(store, i);
                }
            } finally {
                done.set(true);
            }
            for (Future<Long> result : results) {
                assertEquals(true, result.get() >= 1);
            }
            assertEquals(300, store.running().number());
        }
    }
}
