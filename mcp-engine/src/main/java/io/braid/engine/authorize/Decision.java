package io.braid.engine.authorize;

import java.util.Optional;

/** What an authorizer answers. */
public sealed interface Decision {
    /** Why, for people; without identities. */
    String why();

    /** The subscriber may use the service, with this policy, until its session time is over. */
    record Permit(SubscriberPolicy policy, String why) implements Decision {}

    /** The subscriber may not use the service. */
    record Deny(String why) implements Decision {}

    /**
     * This one cannot tell: the next one is asked, and after the last the subscriber may not use the service.
     *
     * @param learned who the subscriber is, if that was found out
     */
    record Abstain(String why, Optional<Identity> learned) implements Decision {}

    /** This one could not be asked, or did not answer: the next one is asked, and after the last the outage policy counts. */
    record Unavailable(String why) implements Decision {}
}
