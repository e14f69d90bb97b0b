package io.braid.appliance.main;

import io.braid.appliance.mapping.MappingException;
import io.braid.appliance.mapping.RadiusMapping;
import io.braid.radius.Radius;
import io.braid.radius.config.RadiusConfig;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the RADIUS client follow the configuration. */
final class RadiusParticipant implements CommitParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(RadiusParticipant.class);

    private final Radius radius;
    private final RadiusMapping mapping;
    private RadiusConfig current;

    /**
     * @param mapping the one that made {@code current}
     * @param current what the client was started with
     */
    RadiusParticipant(Radius radius, RadiusMapping mapping, RadiusConfig current) {
        this.radius = radius;
        this.mapping = mapping;
        this.current = current;
    }

    @Override
    public String name() {
        return "radius";
    }

    @Override
    public Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
        RadiusConfig wanted;
        try {
            wanted = mapping.map(after);
        } catch (MappingException e) {
            throw new DatastoreException(DataError.data(ErrorTag.INVALID_VALUE, e.path(), e.getMessage()));
        }
        return wanted == current ? Prepared.NOTHING : new Step(current, wanted);
    }

    private final class Step implements Prepared {
        private final RadiusConfig former;
        private final RadiusConfig wanted;

        Step(RadiusConfig former, RadiusConfig wanted) {
            this.former = former;
            this.wanted = wanted;
        }

        @Override
        public void apply() throws DatastoreException {
            try {
                radius.apply(wanted);
                current = wanted;
            } catch (IOException e) {
                undo();
                throw new DatastoreException(DataError.data(
                        ErrorTag.OPERATION_FAILED, "/braid-radius:radius/dynamic-authorization", e.getMessage()));
            }
        }

        @Override
        public void undo() {
            current = former;
            try {
                radius.apply(former);
            } catch (IOException e) {
                LOG.error("event=undo-failed error=\"{}\"", e.getMessage(), e);
            }
        }
    }
}
