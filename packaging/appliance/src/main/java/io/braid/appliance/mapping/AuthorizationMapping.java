package io.braid.appliance.mapping;

import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Ident;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.Outage;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.AuthorizationConfig.PrefixRule;
import io.braid.yang.tree.Reader;
import java.time.Duration;
import java.util.Set;

/** Maps who may use a service. */
final class AuthorizationMapping {
    private AuthorizationMapping() {}

    static AuthorizationConfig authorization(Reader authorization) {
        return new AuthorizationConfig(
                authorization.values("method").stream()
                        .map(method -> Enums.of(Method.class, method))
                        .toList(),
                authorization.list("prefix").stream().map(AuthorizationMapping::rule).toList(),
                ident(authorization.container("ident")),
                seconds(authorization, "timeout"),
                seconds(authorization, "permit-lifetime"),
                seconds(authorization, "deny-lifetime"),
                seconds(authorization, "disconnect-hold"),
                seconds(authorization, "idle-timeout"),
                authorization.integer("subscribers-max"),
                authorization.integer("questions-max"),
                outage(authorization.container("outage")));
    }

    private static PrefixRule rule(Reader entry) {
        return new PrefixRule(
                entry.text("name"),
                AddressPrefix.of(entry.text("prefix")),
                entry.text("action").equals("permit"));
    }

    private static Ident ident(Reader ident) {
        return new Ident(seconds(ident, "timeout"), Set.copyOf(ident.values("user")));
    }

    private static Outage outage(Reader outage) {
        return new Outage(
                Enums.of(OutagePolicy.class, outage.text("policy")),
                seconds(outage, "retry"),
                seconds(outage, "stale-max"),
                outage.integer("subflows-max"),
                outage.integer("connections-max"),
                outage.integer("connection-rate"));
    }

    private static Duration seconds(Reader part, String leaf) {
        return Duration.ofSeconds(part.number(leaf));
    }
}
