package io.braid.engine.relay;

import io.braid.engine.authorize.Attached;
import io.braid.engine.config.ServiceConfig.Role;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.SubflowInfo;
import io.braid.engine.path.PathConnection.Ends;
import java.util.HashMap;
import java.util.Map;

/**
 * What one conversion has used of each access network. The kernel forgets what a subflow carried when it ends, so it is
 * read now and then; of a subflow that ends, what came after the last reading is missing.
 */
final class PathMeter {
    private static final class Bytes {
        private long sent;
        private long received;
    }

    private final Map<Ends, Bytes> known = new HashMap<>();
    private long readAt;

    /** Tells the subscriber what was used since the last reading; on the conversion's loop. */
    static void read(Live live) {
        Attached subscriber = live.subscriber;
        boolean upstream = live.service.config().role() == Role.UPSTREAM;
        Leg leg = upstream ? live.data.server : live.data.customer;
        if (subscriber == null || !leg.open()) {
            return;
        }
        if (live.meter == null) {
            live.meter = new PathMeter();
        }
        live.meter.readAt = Conversion.now();
        if (leg.mptcp) {
            live.meter.subflows(subscriber, leg, upstream);
        } else if (leg.local != null && leg.remote != null) {
            long up = live.data.up.bytes();
            long down = live.data.down.bytes();
            live.meter.add(
                    subscriber, new Ends(leg.local, leg.remote), upstream, upstream ? up : down, upstream ? down : up);
        }
    }

    /** The same, unless nothing has happened since the last reading. */
    static void readIfActive(Live live) {
        if (live.meter == null || live.data.activeAt >= live.meter.readAt) {
            read(live);
        }
    }

    private void subflows(Attached subscriber, Leg leg, boolean upstream) {
        try {
            for (SubflowInfo subflow : SubflowInfo.of(leg.fd)) {
                add(
                        subscriber,
                        new Ends(subflow.local(), subflow.remote()),
                        upstream,
                        subflow.bytesSent() - subflow.bytesRetransmitted(),
                        subflow.bytesReceived());
            }
        } catch (ErrnoException e) {
            // It is ending, or has fallen back to TCP; what was read before counts.
        }
    }

    private void add(Attached subscriber, Ends ends, boolean upstream, long sent, long received) {
        Bytes before = known.computeIfAbsent(ends, _ -> new Bytes());
        long out = Math.max(0, sent - before.sent);
        long in = Math.max(0, received - before.received);
        before.sent = sent;
        before.received = received;
        if (out + in > 0) {
            var path = upstream ? ends.local().getAddress() : ends.remote().getAddress();
            subscriber.used(path, upstream ? out : in, upstream ? in : out);
        }
    }
}
