package io.braid.yang.port;

import io.braid.yang.tree.Branch;
import java.time.Instant;
import java.util.function.Consumer;

/** A stream of notifications (RFC 5277 §3.2). */
public interface NotificationStream {
    /**
     * Something that happened.
     *
     * @param at when
     * @param content the notification; its schema is one of {@link io.braid.yang.schema.Schema#notifications}
     */
    record Event(Instant at, Branch content) {}

    /** Name of the stream, such as {@code NETCONF}. */
    String name();

    /**
     * Sends what happens from now on, until the subscription is closed.
     *
     * @param receiver must not block: it is called by whoever has something to tell, one call at a time
     */
    Subscription subscribe(Consumer<Event> receiver);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
