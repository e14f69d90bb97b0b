package io.braid.radius.testing;

import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.SubscriberKey;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.config.AddressPrefix;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A subscriber whose every fact a test decides. */
public final class Guest implements Subscription {
    private final String id;
    private final SubscriberKey key;
    private volatile SubscriberPolicy policy = SubscriberPolicy.NONE;
    private volatile Usage usage = new Usage(0, 0, 0, List.of());

    public Guest(String id, String address) {
        this.id = id;
        InetAddress literal = InetAddress.ofLiteral(address);
        this.key = new SubscriberKey(
                "lab", AddressPrefix.around(literal, literal.getAddress().length * Byte.SIZE));
    }

    /** Has this policy from now on. */
    public Guest policy(SubscriberPolicy other) {
        policy = other;
        return this;
    }

    /** Has used this by now. */
    public Guest used(Usage other) {
        usage = other;
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SubscriberKey key() {
        return key;
    }

    @Override
    public Instant attachedAt() {
        return Instant.EPOCH;
    }

    @Override
    public String authorizer() {
        return "radius";
    }

    @Override
    public Optional<Identity> identity() {
        return policy.identity();
    }

    @Override
    public SubscriberPolicy policy() {
        return policy;
    }

    @Override
    public int conversions() {
        return 0;
    }

    @Override
    public Usage usage() {
        return usage;
    }
}
