package io.braid.appliance.main;

import io.braid.appliance.mapping.RadiusMapping;
import io.braid.radius.Radius;
import io.braid.radius.config.RadiusConfig;
import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import java.io.IOException;

/** Lets the RADIUS client follow the configuration. */
final class RadiusParticipant extends Following<RadiusConfig> {
    private final Radius radius;

    /**
     * @param mapping the one that made {@code current}
     * @param current what the client was started with
     */
    RadiusParticipant(Radius radius, RadiusMapping mapping, RadiusConfig current) {
        super("radius", mapping::map, current);
        this.radius = radius;
    }

    @Override
    void follow(RadiusConfig wanted) throws IOException {
        radius.apply(wanted);
    }

    @Override
    void restore(RadiusConfig former) throws IOException {
        radius.apply(former);
    }

    @Override
    DataError failure(IOException cause) {
        return DataError.data(
                ErrorTag.OPERATION_FAILED, "/braid-radius:radius/dynamic-authorization", cause.getMessage());
    }
}
