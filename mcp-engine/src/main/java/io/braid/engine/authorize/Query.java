package io.braid.engine.authorize;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Whether a subscriber may use a service.
 *
 * @param subscriber who
 * @param customer the source of the connection that raises the question
 * @param local where that connection goes to as this host sees it: an address of the MCP, or the intercepted destination
 * @param destination where the customer wants to go with it; a hint, as the answer is for all its connections. Empty if it
 *     only asks what the service can do
 * @param identity who the subscriber is, as far as an authorizer before this one has learned it
 * @param known the subscription that is to be confirmed; empty when the subscriber is new
 */
public record Query(
        SubscriberKey subscriber,
        InetSocketAddress customer,
        InetSocketAddress local,
        Optional<InetSocketAddress> destination,
        Optional<Identity> identity,
        Optional<Subscription> known) {
    /** The same question, with what was learned of the subscriber. */
    Query with(Identity learned) {
        return new Query(subscriber, customer, local, destination, Optional.of(learned), known);
    }
}
