package io.braid.yang.datastore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.Edits;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Market;
import io.braid.yang.tree.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Candidates, locks, commits and history, as RFC 6241 has them. */
@Timeout(60)
final class DatastoreTest {
    private static final Session ANN = new Session(1, new Principal("ann", Set.of("admin"), "netconf 192.0.2.1:5"));
    private static final Session BOB = new Session(2, new Principal("bob", Set.of(), "cli 192.0.2.2:6"));

    @TempDir
    private Path directory;

    private Datastore store;

    @BeforeEach
    void open() throws IOException {
        store = Datastore.open(directory, () -> Market.SCHEMA, 1, List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    private void edit(Session session, Candidate candidate, String content) throws Exception {
        store.edit(session, candidate, Edits.merge(Market.SCHEMA, "<market xmlns='urn:braid:test:market'>" + content + "</market>"));
    }

    private Generation commit(Session session, String content) throws Exception {
        Candidate candidate = store.candidate();
        edit(session, candidate, content);
        return store.commit(session, candidate, CommitOptions.plain("because"));
    }

    private String limit() {
        return Reader.of(store.running().root()).container("market").text("limit");
    }

    private static List<String> refused(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(DatastoreException.class, action).errors().stream()
                .map(error -> (error.tag().text() + " " + error.path()).strip())
                .toList();
    }

    private static CommitOptions confirmed(int seconds, String persist, String persistId) {
        return new CommitOptions(
                "", Optional.of(Duration.ofSeconds(seconds)), Optional.ofNullable(persist), Optional.ofNullable(persistId));
    }

    @Test
    void aCommitIsThereAfterARestart() throws Exception {
        assertEquals(1, commit(ANN, "<limit>5</limit>").number());
        reopen();
        assertEquals("5", limit());
        assertEquals(1, store.running().number());
        assertEquals(List.of(), store.faults());
        CommitInfo info = store.history().getFirst();
        assertEquals(ANN.principal(), info.principal());
        assertEquals("because", info.comment());
        assertEquals(
                List.of("/market:market"),
                store.changes(1).stream().map(change -> change.path().text()).toList());
    }

    @Test
    void whatIsInvalidIsNotCommitted() throws Exception {
        edit(ANN, store.shared(), "<limit>5</limit><stall><id>1</id><rent>6</rent><trade>x</trade></stall>");
        DatastoreException refusal = assertThrows(
                DatastoreException.class, () -> store.commit(ANN, store.shared(), CommitOptions.plain("")));
        assertEquals(
                Set.of("must-violation", "instance-required"),
                Set.copyOf(refusal.errors().stream().map(error -> error.appTag().orElseThrow()).toList()));
        assertEquals(0, store.running().number());
        assertTrue(store.shared().dirty());
    }

    @Test
    void aLockKeepsOthersOut() throws Exception {
        store.lock(ANN, Target.CANDIDATE);
        store.lock(ANN, Target.RUNNING);
        DataError denied = assertThrows(DatastoreException.class, () -> store.lock(BOB, Target.RUNNING))
                .errors()
                .getFirst();
        assertEquals(ErrorTag.LOCK_DENIED, denied.tag());
        assertEquals(List.of(new DataError.Info(DataError.NETCONF, "session-id", "1")), denied.info());
        assertEquals(List.of("in-use"), refused(() -> edit(BOB, store.shared(), "<limit>5</limit>")));
        assertEquals(List.of("in-use"), refused(() -> commit(BOB, "<limit>5</limit>")));
        assertEquals(List.of("operation-failed"), refused(() -> store.unlock(BOB, Target.RUNNING)));
        edit(ANN, store.shared(), "<limit>7</limit>");
        store.endSession(ANN);
        assertFalse(store.shared().dirty(), "the end of the lock discards the changes");
        store.lock(BOB, Target.RUNNING);
        edit(BOB, store.shared(), "<limit>8</limit>");
        assertEquals(List.of("lock-denied"), refused(() -> store.lock(ANN, Target.CANDIDATE)));
        store.discard(BOB, store.shared());
        store.lock(ANN, Target.CANDIDATE);
    }

    @Test
    void anUnconfirmedCommitIsTakenBack() throws Exception {
        commit(ANN, "<limit>1</limit>");
        edit(ANN, store.shared(), "<limit>2</limit>");
        store.commit(ANN, store.shared(), confirmed(1, null, null));
        assertEquals("2", limit());
        assertTrue(store.confirmPending());
        assertEquals(List.of("in-use"), refused(() -> commit(BOB, "<limit>3</limit>")));
        assertEquals(List.of("lock-denied"), refused(() -> store.lock(BOB, Target.RUNNING)));
        while (store.confirmPending()) {
            Thread.sleep(20);
        }
        assertEquals("1", limit());
        assertEquals(3, store.running().number());
        assertEquals("rolled back: not confirmed in time", store.history().getFirst().comment());
        reopen();
        assertEquals("1", limit());
    }

    @Test
    void aConfirmedCommitStays() throws Exception {
        Candidate candidate = store.shared();
        edit(ANN, candidate, "<limit>2</limit>");
        store.commit(ANN, candidate, confirmed(100, null, null));
        edit(ANN, candidate, "<limit>3</limit>");
        store.commit(ANN, candidate, confirmed(100, null, null));
        store.commit(ANN, candidate, CommitOptions.plain(""));
        assertFalse(store.confirmPending());
        store.endSession(ANN);
        reopen();
        assertEquals("3", limit());
    }

    @Test
    void theEndOfTheSessionTakesBackAllThatItDidNotConfirm() throws Exception {
        Candidate candidate = store.shared();
        edit(ANN, candidate, "<limit>2</limit>");
        store.commit(ANN, candidate, confirmed(100, null, null));
        edit(ANN, candidate, "<limit>3</limit>");
        store.commit(ANN, candidate, confirmed(100, null, null));
        store.endSession(BOB);
        assertEquals("3", limit());
        store.endSession(ANN);
        assertEquals("1000000", limit());
    }

    @Test
    void aPersistIdLetsAnotherSessionConfirm() throws Exception {
        edit(ANN, store.shared(), "<limit>2</limit>");
        store.commit(ANN, store.shared(), confirmed(100, "token", null));
        store.endSession(ANN);
        assertTrue(store.confirmPending());
        CommitOptions wrong = new CommitOptions("", Optional.empty(), Optional.empty(), Optional.of("other"));
        assertEquals(List.of("invalid-value"), refused(() -> store.commit(BOB, store.shared(), wrong)));
        assertEquals(List.of("invalid-value"), refused(() -> store.cancelCommit(BOB, "other")));
        assertEquals(List.of("in-use"), refused(() -> store.cancelCommit(BOB, "")));
        CommitOptions right = new CommitOptions("", Optional.empty(), Optional.empty(), Optional.of("token"));
        store.commit(BOB, store.shared(), right);
        assertFalse(store.confirmPending());
        assertEquals(List.of("operation-failed"), refused(() -> store.cancelCommit(BOB, "token")));
        reopen();
        assertEquals("2", limit());
    }

    @Test
    void aRestartInTheWindowTakesBack() throws Exception {
        commit(ANN, "<limit>1</limit><stall><id>1</id></stall>");
        edit(ANN, store.shared(), "<limit>2</limit>");
        store.commit(ANN, store.shared(), confirmed(100, "token", null));
        edit(BOB, store.shared(), "<stall><id>2</id></stall>");
        store.commit(BOB, store.shared(), confirmed(100, "token", "token"));
        reopen();
        assertEquals("1", limit());
        assertEquals(1, Reader.of(store.running().root()).container("market").list("stall").size());
        assertFalse(store.confirmPending());
        assertEquals(4, store.running().number());
        reopen();
        assertEquals(4, store.running().number());
    }

    @Test
    void candidatesMergeUnlessTheyMeet() throws Exception {
        commit(ANN, "<limit>1</limit><stall><id>1</id></stall>");
        Candidate mine = store.candidate();
        Candidate yours = store.candidate();
        edit(ANN, mine, "<limit>2</limit>");
        edit(BOB, yours, "<stall><id>1</id><rent>1</rent></stall>");
        store.commit(ANN, mine, CommitOptions.plain(""));
        store.commit(BOB, yours, CommitOptions.plain(""));
        assertEquals("2", limit());
        Candidate late = store.candidate();
        edit(BOB, late, "<limit>3</limit>");
        commit(ANN, "<limit>4</limit>");
        assertEquals(
                List.of("in-use /market:market/limit"),
                refused(() -> store.commit(BOB, late, CommitOptions.plain(""))));
    }

    @Test
    void aCleanSharedCandidateFollowsRunning() throws Exception {
        commit(ANN, "<limit>1</limit>");
        assertSame(store.running().root(), store.shared().root());
    }

    @Test
    void rollbackGoesBackByCommits() throws Exception {
        for (int i = 1; i <= 60; i++) {
            commit(ANN, "<limit>" + i + "</limit><queue><name>q" + i % 4 + "</name></queue>");
        }
        assertEquals(50, store.history().size());
        Candidate back = store.rollback(49);
        assertEquals("11", Reader.of(back.root()).container("market").text("limit"));
        assertEquals(List.of("invalid-value"), refused(() -> store.rollback(51)));
        store.commit(ANN, back, CommitOptions.plain("back"));
        reopen();
        assertEquals("11", limit());
        assertEquals("60", Reader.of(store.rollback(1).root()).container("market").text("limit"));
    }
}
