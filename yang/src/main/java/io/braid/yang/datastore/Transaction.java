package io.braid.yang.datastore;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a commit: all participants prepare, all apply, then it is made durable; or nothing of all that holds. */
final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    /** Makes the commit durable. */
    interface Persist {
        void run() throws IOException;
    }

    private record Part(CommitParticipant participant, CommitParticipant.Prepared prepared) {}

    private final List<Part> parts = new ArrayList<>();

    private Transaction() {}

    static void run(
            List<CommitParticipant> participants, Branch before, Branch after, List<Change> diff, Persist persist)
            throws DatastoreException {
        Transaction transaction = new Transaction();
        transaction.prepare(participants, before, after, diff);
        int applied = 0;
        try {
            for (Part part : transaction.parts) {
                part.prepared.apply();
                applied++;
            }
            persist.run();
        } catch (IOException e) {
            LOG.error("commit not durable cause={}", e.getMessage());
            transaction.undo(applied);
            throw Refusals.protocol(
                    ErrorTag.OPERATION_FAILED, "the configuration cannot be stored: " + e.getMessage());
        } catch (DatastoreException e) {
            transaction.undo(applied);
            throw e;
        } catch (RuntimeException e) {
            transaction.undo(applied);
            throw failed(
                    applied < transaction.parts.size() ? transaction.parts.get(applied).participant.name() : "the store", e);
        }
    }

    private void prepare(List<CommitParticipant> participants, Branch before, Branch after, List<Change> diff)
            throws DatastoreException {
        List<DataError> vetoes = new ArrayList<>();
        for (CommitParticipant participant : participants) {
            try {
                parts.add(new Part(participant, participant.prepare(before, after, diff)));
            } catch (DatastoreException e) {
                vetoes.addAll(e.errors());
            } catch (RuntimeException e) {
                vetoes.addAll(failed(participant.name(), e).errors());
            }
        }
        if (!vetoes.isEmpty()) {
            release(0);
            throw new DatastoreException(vetoes);
        }
    }

    private void undo(int applied) {
        for (Part part : parts.subList(0, applied).reversed()) {
            guarded(part, part.prepared::undo);
        }
        release(applied);
    }

    private void release(int from) {
        for (Part part : parts.subList(from, parts.size()).reversed()) {
            guarded(part, part.prepared::release);
        }
    }

    private static void guarded(Part part, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("commit cannot be taken back participant={}", part.participant.name(), e);
        }
    }

    private static DatastoreException failed(String name, RuntimeException e) {
        LOG.error("commit participant failed participant={}", name, e);
        return Refusals.protocol(
                ErrorTag.OPERATION_FAILED, name + " cannot take the configuration: " + e.getMessage());
    }
}
