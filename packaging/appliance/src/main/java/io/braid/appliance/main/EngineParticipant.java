package io.braid.appliance.main;

import io.braid.appliance.mapping.EngineMapping;
import io.braid.appliance.mapping.MappingException;
import io.braid.engine.Engine;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.relay.Obstacle;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.CommitParticipant;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Key;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the engine follow the configuration. */
final class EngineParticipant implements CommitParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(EngineParticipant.class);

    private final Engine engine;
    private final EngineMapping mapping;
    private EngineConfig current;

    /**
     * @param mapping the one that made {@code current}
     * @param current what the engine was started with
     */
    EngineParticipant(Engine engine, EngineMapping mapping, EngineConfig current) {
        this.engine = engine;
        this.mapping = mapping;
        this.current = current;
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Prepared prepare(Branch before, Branch after, List<Change> diff) throws DatastoreException {
        EngineConfig wanted;
        try {
            wanted = mapping.map(after);
        } catch (MappingException e) {
            throw new DatastoreException(DataError.data(ErrorTag.INVALID_VALUE, e.path(), e.getMessage()));
        }
        if (wanted == current) {
            return Prepared.NOTHING;
        }
        List<DataError> vetoes = engine.obstacles(wanted).stream()
                .map(EngineParticipant::veto)
                .distinct()
                .toList();
        if (!vetoes.isEmpty()) {
            throw new DatastoreException(vetoes);
        }
        return new Step(current, wanted);
    }

    private final class Step implements Prepared {
        private final EngineConfig former;
        private final EngineConfig wanted;

        Step(EngineConfig former, EngineConfig wanted) {
            this.former = former;
            this.wanted = wanted;
        }

        @Override
        public void apply() throws DatastoreException {
            try {
                engine.apply(wanted);
                current = wanted;
            } catch (IOException e) {
                undo();
                throw new DatastoreException(DataError.data(
                        ErrorTag.OPERATION_FAILED, "/braid-mcp:mcp", "the kernel refused it: " + e.getMessage()));
            }
        }

        @Override
        public void undo() {
            current = former;
            try {
                engine.applyAnyway(former);
            } catch (IOException e) {
                LOG.error("event=undo-failed error=\"{}\"", e.getMessage(), e);
            }
        }
    }

    private static DataError veto(Obstacle obstacle) {
        String service = "/braid-mcp:mcp/service[name=" + Key.quoted(obstacle.service()) + "]";
        ServiceConfig.Endpoint endpoint = obstacle.endpoint();
        String address = endpoint.address().getAddress().getHostAddress();
        return switch (obstacle.kind()) {
            case PORT_IN_USE -> DataError.data(
                            ErrorTag.IN_USE,
                            service + port(endpoint.purpose()),
                            "port " + endpoint.address().getPort() + " of " + address
                                    + " is in use: stop what uses it, or choose another port")
                    .tagged("port-in-use");
            case ADDRESS_MISSING -> DataError.data(
                            ErrorTag.OPERATION_FAILED,
                            service + (endpoint.purpose().kind() == ServiceConfig.Purpose.INTERCEPT ? "/intercept" : "/explicit"),
                            address + " is not an address of this host: give it to an interface first,"
                                    + " or choose another address")
                    .tagged("address-missing");
            case OTHER -> DataError.data(
                    ErrorTag.OPERATION_FAILED, service, "cannot listen on " + address + ": " + obstacle.detail());
        };
    }

    private static String port(ServiceConfig.Purpose purpose) {
        return switch (purpose) {
            case EXPLICIT, EXPLICIT_ANY_PORT -> "/explicit/port";
            case JOIN -> "/explicit/join-port";
            case INTERCEPT, INTERCEPT_MULTIPATH -> "/intercept/port";
        };
    }
}
