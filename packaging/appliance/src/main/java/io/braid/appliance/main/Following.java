package io.braid.appliance.main;

import io.braid.appliance.mapping.MappingException;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the program that follows the configuration, one snapshot after another.
 *
 * @param <C> its snapshots; one that is the same object is one in which nothing is different
 */
abstract class Following<C> implements CommitParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final String name;
    private final Function<Branch, C> mapping;
    private C current;

    /**
     * @param mapping makes snapshots, and made {@code current}
     * @param current what the part was started with
     */
    Following(String name, Function<Branch, C> mapping, C current) {
        this.name = name;
        this.mapping = mapping;
        this.current = current;
    }

    /** What keeps the part from following; nothing may change by asking. */
    List<DataError> obstacles(C wanted) {
        return List.of();
    }

    /** @throws IOException if it cannot; then it is to be taken back */
    abstract void follow(C wanted) throws IOException;

    /** Follows what it followed before, whatever stands in the way of parts of it. */
    abstract void restore(C former) throws IOException;

    /** What the operator reads when it cannot follow after all. */
    abstract DataError failure(IOException cause);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
        C wanted;
        try {
            wanted = mapping.apply(after);
        } catch (MappingException e) {
            throw new DatastoreException(DataError.data(ErrorTag.INVALID_VALUE, e.path(), e.getMessage()));
        }
        if (wanted == current) {
            return Prepared.NOTHING;
        }
        List<DataError> obstacles = obstacles(wanted);
        if (!obstacles.isEmpty()) {
            throw new DatastoreException(obstacles);
        }
        return new Step(current, wanted);
    }

    private final class Step implements Prepared {
        private final C former;
        private final C wanted;

        Step(C former, C wanted) {
            this.former = former;
            this.wanted = wanted;
        }

        @Override
        public void apply() throws DatastoreException {
            try {
                follow(wanted);
                current = wanted;
            } catch (IOException e) {
                undo();
                throw new DatastoreException(failure(e));
            }
        }

        @Override
        public void undo() {
            current = former;
            try {
                restore(former);
            } catch (IOException e) {
                LOG.error("event=undo-failed part={} error=\"{}\"", name, e.getMessage(), e);
            }
        }
    }
}
