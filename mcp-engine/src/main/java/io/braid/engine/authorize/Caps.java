package io.braid.engine.authorize;

import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.SourceLimitConfig;

/** What one subscriber may have of a service: its policy's bounds, and where it tells none, the service's (draft S7.2). */
public final class Caps {
    private Caps() {}

    /** The bounds of the service for a subscriber with this policy. */
    public static LimitConfig limits(LimitConfig service, SubscriberPolicy policy) {
        if (policy.connectionsMax().isEmpty() && policy.connectionRate().isEmpty()) {
            return service;
        }
        SourceLimitConfig source = service.source();
        return new LimitConfig(
                service.conversionsMax(),
                service.pendingMax(),
                service.backlog(),
                service.fastOpenPendingMax(),
                service.stashMax(),
                service.retryAfter(),
                new SourceLimitConfig(
                        policy.connectionsMax().orElse(source.conversionsMax()),
                        source.pendingMax(),
                        policy.connectionRate().orElse(source.connectionRate()),
                        source.errorRate(),
                        source.ipv6PrefixLength()));
    }
}
