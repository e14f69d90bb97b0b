package io.braid.appliance.state;

import io.braid.engine.relay.Conversion;
import io.braid.engine.relay.Phase;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.tree.Branch;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A conversion at one moment.
 *
 * @param id its identifier
 * @param service the service that accepted it
 * @param phase where it stands
 * @param destination where the customer wants to go
 * @param ageMs time since it was accepted, in milliseconds
 * @param bytesUp user bytes passed on to the server
 * @param bytesDown user bytes passed on to the customer
 * @param customer the customer's leg
 * @param server the server's leg
 */
record ConversionView(
        long id,
        String service,
        Phase phase,
        Optional<InetSocketAddress> destination,
        long ageMs,
        long bytesUp,
        long bytesDown,
        LegView customer,
        LegView server) {
    /** Looks at a conversion, on the thread of its loop; empty if it is over. */
    static Optional<ConversionView> of(Conversion c) {
        return c.phase() == Phase.CLOSED
                ? Optional.empty()
                : Optional.of(new ConversionView(
                        c.id(),
                        c.service(),
                        c.phase(),
                        c.destination(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) - c.acceptedAt(),
                        c.up().bytes(),
                        c.down().bytes(),
                        LegView.of(c.customer()),
                        LegView.of(c.server())));
    }

    /** The identifier behind a text of the model's type: as logs write it. */
    static long id(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    Branch branch(InnerSchema schema) {
        return new BranchBuilder(schema)
                .leaf("id", Long.toHexString(id))
                .leaf("service", service)
                .leaf("phase", phase)
                .socket("destination-", destination.orElse(null))
                .leaf("age", Math.max(0, ageMs))
                .leaf("bytes-up", bytesUp)
                .leaf("bytes-down", bytesDown)
                .container("customer", customer::fill)
                .container("server", server::fill)
                .build();
    }
}
