package io.braid.appliance.main;

import io.braid.appliance.mapping.EngineMapping;
import io.braid.engine.Engine;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.relay.Obstacle;
import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.tree.Key;
import java.io.IOException;
import java.util.List;

/** Lets the engine follow the configuration. */
final class EngineParticipant extends Following<EngineConfig> {
    private final Engine engine;

    /**
     * @param mapping the one that made {@code current}
     * @param current what the engine was started with
     */
    EngineParticipant(Engine engine, EngineMapping mapping, EngineConfig current) {
        super("engine", mapping::map, current);
        this.engine = engine;
    }

    @Override
    List<DataError> obstacles(EngineConfig wanted) {
        return engine.obstacles(wanted).stream()
                .map(EngineParticipant::veto)
                .distinct()
                .toList();
    }

    @Override
    void follow(EngineConfig wanted) throws IOException {
        engine.apply(wanted);
    }

    @Override
    void restore(EngineConfig former) throws IOException {
        engine.applyAnyway(former);
    }

    @Override
    DataError failure(IOException cause) {
        return DataError.data(
                ErrorTag.OPERATION_FAILED, "/braid-mcp:mcp", "the kernel refused it: " + cause.getMessage());
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
