package io.braid.radius.authorize;

import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;

/** Understands what an Access-Accept says about a subscriber. */
@FunctionalInterface
public interface PolicyReader {
    /**
     * The policy.
     *
     * @throws AttributeException if something in it cannot be applied, which makes it an Access-Reject (RFC 4849 §2)
     */
    SubscriberPolicy read(Attributes accept) throws AttributeException;
}
