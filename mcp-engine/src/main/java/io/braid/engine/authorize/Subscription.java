package io.braid.engine.authorize;

import java.time.Instant;
import java.util.Optional;

/**
 * A subscriber that is attached to a service: it was permitted, and has not ended since. Can be read from any thread; what
 * it tells of a moment need not be of the same moment.
 */
public interface Subscription {
    /** Unique over all services, also after a restart; 1 to 32 printable ASCII characters. */
    String id();

    SubscriberKey key();

    /** When it was first permitted. */
    Instant attachedAt();

    /** The authorizer that permitted it, by its name in the model: none, acl, ident, radius; or outage. */
    String authorizer();

    /** Who it is, as far as an authorizer told. */
    Optional<Identity> identity();

    /** The policy as it is now. */
    SubscriberPolicy policy();

    /** Conversions now. */
    int conversions();

    /** What it has used; bytes of access networks as they were read last, see {@link Subscribers#usage}. */
    Usage usage();
}
