package io.braid.yang.event;

import io.braid.yang.port.NotificationStream;

/** What a queue of events gives, in the order in which it happened. */
public sealed interface Delivery {
    /** An event that happened before the subscription. */
    record Replayed(NotificationStream.Event event) implements Delivery {}

    /** All of the log was given; told also if there was nothing of interest in it. */
    record ReplayDone() implements Delivery {}

    /** An event. */
    record Happened(NotificationStream.Event event) implements Delivery {}

    /**
     * Here events are missing, as the queue was full.
     *
     * @param count how many, 1 or more
     */
    record Lost(long count) implements Delivery {}

    /** There will be no more: the queue was closed. */
    record Closed() implements Delivery {}
}
