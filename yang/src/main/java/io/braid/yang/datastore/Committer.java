package io.braid.yang.datastore;

import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Schema;
import io.braid.yang.store.CommitRecord;
import io.braid.yang.store.ConfigStore;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Diff;
import io.braid.yang.validate.CommitCheck;
import io.braid.yang.validate.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes commits, one at a time, and takes back those that nobody confirms. */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ConfigStore store;
    private final CommitCheck check;
    private final Candidate shared;
    private final List<CommitParticipant> participants = new CopyOnWriteArrayList<>();
    private final List<Consumer<DatastoreEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> faults;
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("confirm-timeout").factory());
    private volatile Generation running;
    private volatile Optional<Confirmation> pending = Optional.empty();

    Committer(Schema schema, ConfigStore store, Candidate shared) {
        this.store = store;
        this.shared = shared;
        this.running = shared.state().base();
        this.check = store.judged()
                ? CommitCheck.ofValid(schema, running.root())
                : new CommitCheck(schema, running.root());
        this.faults = new ArrayList<>(store.faults());
        check.faults().stream().map(Violation::path).limit(10).forEach(path -> {
            LOG.error("stored configuration is not valid path={}", path);
            faults.add("the stored configuration is not valid at " + path);
        });
    }

    Generation running() {
        return running;
    }

    Optional<Confirmation> pending() {
        return pending;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void add(CommitParticipant participant) {
        participants.add(participant);
    }

    void listen(Consumer<DatastoreEvent> listener) {
        listeners.add(listener);
    }

    void validate(Branch root) throws DatastoreException {
        List<Violation> violations = check.validate(root);
        if (!violations.isEmpty()) {
            throw Refusals.invalid(violations);
        }
    }

    /** Says whether the author of a commit may do it. */
    @FunctionalInterface
    interface Permission {
        void check(Branch after) throws DatastoreException;
    }

    synchronized Generation commit(Session session, Candidate candidate, CommitOptions options, Permission permission)
            throws DatastoreException {
        mayConfirm(session, options.persistId());
        Branch after = Rebase.onto(running, candidate.state());
        permission.check(after);
        List<Change> diff = Diff.between(running.root(), after);
        Generation before = running;
        if (diff.isEmpty() && options.confirmed().isEmpty()) {
            confirm(session, options.comment());
            candidate.set(new Candidate.State(running, running.root()));
            return running;
        }
        validate(after);
        Optional<CommitRecord.Pending> wait = options.confirmed()
                .map(time -> new CommitRecord.Pending(Instant.now().plus(time), options.persist()));
        Generation made = make(session, options.comment(), after, diff, wait);
        candidate.set(new Candidate.State(made, made.root()));
        Generation restore = pending.map(Confirmation::before).orElse(before);
        boolean waited = pending.isPresent();
        forget();
        wait.ifPresent(it -> await(new Wait(restore, session, it), it.deadline()));
        if (wait.isPresent()) {
            tell(session, waited ? DatastoreEvent.Step.EXTEND : DatastoreEvent.Step.START, options.confirmed().get());
        } else if (waited) {
            tell(session, DatastoreEvent.Step.COMPLETE, Duration.ZERO);
        }
        return made;
    }

    /** Whether a commit may go on, and so confirm what is pending. */
    private void mayConfirm(Session session, Optional<String> persistId) throws DatastoreException {
        if (pending.isEmpty()) {
            if (persistId.isPresent()) {
                throw Refusals.protocol(ErrorTag.INVALID_VALUE, "no commit waits for its confirmation");
            }
            return;
        }
        Confirmation open = pending.get();
        if (persistId.isPresent() && !persistId.equals(open.persistId())) {
            throw Refusals.protocol(ErrorTag.INVALID_VALUE, "the pending commit has another persist-id");
        }
        boolean own = open.persistId().isEmpty() && open.session().id() == session.id();
        if (persistId.isEmpty() && !own) {
            throw Refusals.protocol(
                    ErrorTag.IN_USE,
                    "a commit of " + open.session().principal().user() + " waits for its confirmation until "
                            + open.deadline());
        }
    }

    private void tell(Session session, DatastoreEvent.Step step, Duration wait) {
        tell(new DatastoreEvent.Confirming(session, step, wait));
    }

    /** Tells what holds already: a listener that fails takes nothing back. */
    private void tell(DatastoreEvent event) {
        for (Consumer<DatastoreEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("event=listener-failed about={}", event.getClass().getSimpleName(), e);
            }
        }
    }

    /** Makes a valid configuration the running one. */
    private Generation make(
            Session session,
            String comment,
            Branch after,
            List<Change> diff,
            Optional<CommitRecord.Pending> wait)
            throws DatastoreException {
        Principal principal = session.principal();
        Generation next = new Generation(running.number() + 1, after);
        CommitRecord record = new CommitRecord(
                CommitRecord.Kind.COMMIT, next.number(), Instant.now(), principal, comment, store.schemaVersion(), wait);
        Transaction.run(participants, running.root(), after, diff, () -> store.append(record, diff, after));
        check.committed(after, diff);
        Generation old = running;
        running = next;
        // A candidate without changes shows running.
        Candidate.State common = shared.state();
        if (common.root() == old.root()) {
            shared.replace(common, new Candidate.State(next, next.root()));
        }
        LOG.info("commit generation={} user={} origin={} changes={}", next.number(), principal.user(),
                principal.origin(), diff.size());
        tell(new DatastoreEvent.Changed(session, next, diff));
        return next;
    }

    private void confirm(Session session, String comment) throws DatastoreException {
        if (pending.isEmpty()) {
            return;
        }
        CommitRecord record = new CommitRecord(
                CommitRecord.Kind.CONFIRM, running.number(), Instant.now(), session.principal(), comment,
                store.schemaVersion(), Optional.empty());
        Transaction.run(List.of(), running.root(), running.root(), List.of(), () -> store.append(
                record, List.of(), running.root()));
        forget();
        tell(session, DatastoreEvent.Step.COMPLETE, Duration.ZERO);
    }

    private void forget() {
        pending.ifPresent(open -> open.timer().cancel(false));
        pending = Optional.empty();
    }

    private record Wait(Generation before, Session session, CommitRecord.Pending terms) {}

    private void await(Wait wait, Instant at) {
        long millis = Math.max(0, Duration.between(Instant.now(), at).toMillis());
        ScheduledFuture<?> timer = timers.schedule(() -> expired(wait), millis, TimeUnit.MILLISECONDS);
        pending = Optional.of(new Confirmation(
                wait.before, wait.session, wait.terms.persistId(), wait.terms.deadline(), timer));
    }

    private synchronized void expired(Wait wait) {
        boolean still = pending.filter(open -> open.before() == wait.before
                        && open.deadline().equals(wait.terms.deadline()))
                .isPresent();
        if (still) {
            restore(wait.session, DatastoreEvent.Step.TIMEOUT, "not confirmed in time");
        }
    }

    synchronized void cancel(Session session, String persistId) throws DatastoreException {
        if (pending.isEmpty()) {
            throw Refusals.protocol(ErrorTag.OPERATION_FAILED, "no commit waits for its confirmation");
        }
        mayConfirm(session, persistId.isEmpty() ? Optional.empty() : Optional.of(persistId));
        takeBack(session, DatastoreEvent.Step.CANCEL, "cancelled");
    }

    synchronized void ended(Session session) {
        if (pending.filter(open -> open.persistId().isEmpty() && open.session().id() == session.id())
                .isPresent()) {
            restore(session, DatastoreEvent.Step.CANCEL, "the session ended before it confirmed");
        }
    }

    /** Takes the pending commit back; if a participant refuses, tries again. */
    private void restore(Session session, DatastoreEvent.Step why, String reason) {
        try {
            takeBack(session, why, reason);
        } catch (DatastoreException e) {
            Confirmation open = pending.orElseThrow();
            LOG.error("unconfirmed commit cannot be rolled back, next try in {} s cause={}", RETRY.toSeconds(),
                    e.getMessage());
            forget();
            await(
                    new Wait(open.before(), open.session(), new CommitRecord.Pending(open.deadline(), open.persistId())),
                    Instant.now().plus(RETRY));
        }
    }

    private void takeBack(Session session, DatastoreEvent.Step why, String reason) throws DatastoreException {
        Branch before = pending.orElseThrow().before().root();
        make(session, "rolled back: " + reason, before, Diff.between(running.root(), before), Optional.empty());
        forget();
        tell(session, why, Duration.ZERO);
    }

    synchronized void close() {
        timers.shutdownNow();
    }
}
