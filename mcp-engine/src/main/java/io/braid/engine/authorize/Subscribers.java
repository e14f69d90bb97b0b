package io.braid.engine.authorize;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The subscribers that are attached, to be found, changed and ended while they use the service. What follows takes effect
 * on conversions of these subscribers alone, and is complete when its stage is.
 */
public interface Subscribers {
    /** All that are attached, in no order. */
    Stream<Subscription> all();

    /** The one with this key. */
    Optional<Subscription> of(SubscriberKey key);

    /** Those that all the given attributes fit. */
    List<Subscription> find(SubscriberMatch match);

    /**
     * Changes a policy, as a whole: its conversions have the new one, or are ended by it, when the stage is complete.
     *
     * @param change makes the new policy of the present one; may be called more than once
     * @return whether it was still attached
     */
    CompletionStage<Boolean> change(Subscription subscription, UnaryOperator<SubscriberPolicy> change);

    /**
     * Ends a subscription and its conversions. After {@link Ending#DISCONNECTED} the subscriber stays out for as long as
     * the service's configuration says, and is asked for again then.
     *
     * @return whether it was still attached
     */
    CompletionStage<Boolean> end(Subscription subscription, Ending ending);

    /**
     * Asks the authorizers once more; the answer takes effect when it comes.
     *
     * @return whether it was still attached
     */
    boolean reauthorize(Subscription subscription);

    /** What it has used by now, the bytes of each access network as the kernel counts them now. */
    CompletionStage<Usage> usage(Subscription subscription);

    /** Tells a listener of all subscribers that are attached now, and of what happens from now on. */
    void listen(SubscriberListener listener);

    /** How those answer who decide about subscribers, by service; none of a service that nobody was asked about. */
    Collection<AuthorizationHealth> health();

    /** Tells when they cease to answer, or answer again. */
    void onHealth(Consumer<AuthorizationHealth> watcher);
}
