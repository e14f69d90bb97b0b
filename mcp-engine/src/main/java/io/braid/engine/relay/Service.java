package io.braid.engine.relay;

import io.braid.engine.admission.Admission;
import io.braid.engine.admission.Cookies;
import io.braid.engine.authorize.Office;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.guard.DestinationGuard;
import io.braid.engine.icmp.Unreachables;
import io.braid.engine.intercept.Signals;
import io.braid.engine.linux.NetNs;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.PathControl;
import io.braid.engine.record.Counters;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A conversion service as the loops see it: its configuration at the time a connection was accepted, and the rooms it asks.
 *
 * @param netns where its sockets are made
 * @param office who may use it
 * @param active conversions of this service now, over all loops and all snapshots of its configuration
 * @param admission who has how much of it, likewise
 * @param cookies likewise
 * @param stashed bytes that wait for slow receivers, likewise
 */
record Service(
        ServiceConfig config,
        NetNs netns,
        DestinationGuard guard,
        Unreachables unreachables,
        Accesses accesses,
        Concentrators concentrators,
        PathControl paths,
        Signals signals,
        Office office,
        Counters counters,
        AtomicInteger active,
        Admission admission,
        Cookies cookies,
        AtomicLong stashed) {
    String name() {
        return config.name();
    }
}
