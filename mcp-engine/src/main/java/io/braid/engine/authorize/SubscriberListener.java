package io.braid.engine.authorize;

/** Hears of subscribers, each in the order of what happens to it. Is called on any thread and must not block. */
public interface SubscriberListener {
    /** A subscriber was permitted that was not attached before. */
    void attached(Subscription subscription);

    /** Its policy is another one now. */
    default void changed(Subscription subscription) {}

    /** It is attached no more; what it used is complete. */
    void detached(Subscription subscription, Ending ending);
}
