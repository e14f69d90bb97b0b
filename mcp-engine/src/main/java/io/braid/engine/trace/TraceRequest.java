package io.braid.engine.trace;

import io.braid.engine.config.AddressPrefix;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which connections a trace follows. What is empty does not matter.
 *
 * @param customer where they come from
 * @param destination where the customer wants to go
 * @param destinationPort the port of it
 * @param service the service that accepts them
 * @param connections how many, 1 or more
 * @param time how long it waits for them, and for their end
 */
public record TraceRequest(
        Optional<AddressPrefix> customer,
        Optional<AddressPrefix> destination,
        OptionalInt destinationPort,
        Optional<String> service,
        int connections,
        Duration time) {
    /** Whether a connection is meant. */
    enum Match {
        YES,
        NO,
        /** Too little is known of it yet. */
        OPEN
    }

    Match matches(Facts facts) {
        if (service.isPresent() && !service.get().equals(facts.service())) {
            return Match.NO;
        }
        Match from = customer.isEmpty() ? Match.YES : in(customer.get(), facts.customer());
        Match to = to(facts.destination());
        if (from == Match.NO || to == Match.NO) {
            return Match.NO;
        }
        return from == Match.YES && to == Match.YES ? Match.YES : Match.OPEN;
    }

    private Match to(Optional<InetSocketAddress> known) {
        if (destinationPort.isPresent() && known.isPresent() && known.get().getPort() != destinationPort.getAsInt()) {
            return Match.NO;
        }
        if (destination.isPresent()) {
            return in(destination.get(), known);
        }
        return destinationPort.isEmpty() || known.isPresent() ? Match.YES : Match.OPEN;
    }

    private static Match in(AddressPrefix prefix, Optional<InetSocketAddress> known) {
        if (known.isEmpty()) {
            return Match.OPEN;
        }
        return prefix.contains(known.get().getAddress()) ? Match.YES : Match.NO;
    }
}
