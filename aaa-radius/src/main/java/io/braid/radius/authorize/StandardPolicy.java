package io.braid.radius.authorize;

import io.braid.engine.authorize.PolicyBuilder;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.AtTimeout;
import io.braid.engine.convert.Octets;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The attributes of RFC 2865 and RFC 2869 that tell how long a permission holds and what is reported. */
public final class StandardPolicy implements PolicyReader {
    private static final int RADIUS_REQUEST = 1;

    @Override
    public SubscriberPolicy read(Attributes accept) throws AttributeException {
        for (String filter : new String[] {"Filter-Id", "NAS-Filter-Rule"}) {
            if (accept.has(filter)) {
                throw new AttributeException(filter + " cannot be applied");
            }
        }
        PolicyBuilder policy = SubscriberPolicy.NONE.builder();
        apply(accept, policy);
        return policy.build();
    }

    /** Puts what they say into a policy. */
    public static void apply(Attributes accept, PolicyBuilder policy) throws AttributeException {
        seconds(accept, "Session-Timeout", policy::sessionTimeout);
        seconds(accept, "Idle-Timeout", policy::idleTimeout);
        seconds(accept, "Acct-Interim-Interval", policy::interimInterval);
        OptionalLong action = accept.number("Termination-Action");
        if (action.isPresent()) {
            policy.atTimeout(action.getAsLong() == RADIUS_REQUEST ? AtTimeout.REAUTHORIZE : AtTimeout.END);
        }
        policy.classes(accept.all("Class").stream().map(one -> Octets.of(one.getValue())).toList());
        accept.octets("State").map(Octets::of).ifPresent(policy::resume);
    }

    private static void seconds(Attributes accept, String name, Consumer<Duration> to) throws AttributeException {
        accept.number(name).ifPresent(seconds -> to.accept(Duration.ofSeconds(seconds)));
    }
}
