package io.braid.engine.authorize;

import io.braid.engine.config.AddressPrefix;
import java.util.List;
import java.util.Optional;

/**
 * Which subscribers are meant: those that fit all of what is given (RFC 5176 §3).
 *
 * @param id of the subscription
 * @param identity of the subscriber
 * @param prefixes addresses and prefixes, each of which must be the subscriber's own or one within it, or be among those
 *     of its policy
 */
public record SubscriberMatch(Optional<String> id, Optional<Identity> identity, List<AddressPrefix> prefixes) {
    public SubscriberMatch {
        prefixes = List.copyOf(prefixes);
    }

    /** Whether nothing is given, so that all would be meant. */
    public boolean empty() {
        return id.isEmpty() && identity.isEmpty() && prefixes.isEmpty();
    }

    /** Whether a subscriber is meant. */
    public boolean fits(Subscription subscription) {
        SubscriberPolicy policy = subscription.policy();
        return id.filter(wanted -> !wanted.equals(subscription.id())).isEmpty()
                && identity.filter(wanted -> !subscription.identity().equals(Optional.of(wanted))).isEmpty()
                && prefixes.stream()
                        .allMatch(wanted -> subscription.key().prefix().contains(wanted)
                                || policy.prefixes().contains(wanted));
    }
}
