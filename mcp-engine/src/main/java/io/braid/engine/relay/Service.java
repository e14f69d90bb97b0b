package io.braid.engine.relay;

import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.guard.DestinationGuard;
import io.braid.engine.linux.NetNs;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.PathControl;
import io.braid.engine.record.Counters;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A conversion service as the loops see it: its configuration at the time a connection was accepted, and the rooms it asks.
 *
 * @param netns where its sockets are made
 * @param active conversions of this service now, over all loops and all snapshots of its configuration
 */
record Service(
        ServiceConfig config,
        NetNs netns,
        DestinationGuard guard,
        Accesses accesses,
        Concentrators concentrators,
        PathControl paths,
        Counters counters,
        AtomicInteger active) {
    String name() {
        return config.name();
    }
}
