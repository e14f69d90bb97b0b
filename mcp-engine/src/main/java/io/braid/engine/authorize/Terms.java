package io.braid.engine.authorize;

import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.ServiceConfig;
import java.util.EnumMap;
import java.util.Map;

/**
 * What holds for a service's subscribers by the present configuration.
 *
 * @param ipv6PrefixLength bits of an IPv6 address that tell subscribers apart
 * @param authorizers by what the configuration names them
 * @param generation another one means that answers from before have to be asked for again
 */
record Terms(
        AuthorizationConfig config, int ipv6PrefixLength, Map<Method, Authorizer> authorizers, long generation) {
    private static final Authorizer NOBODY =
            (_, answer) -> answer.accept(new Decision.Permit(SubscriberPolicy.NONE, ""));

    /**
     * Those of a configuration.
     *
     * @param before those until now; null at first. They stay when nothing is different
     */
    static Terms of(ServiceConfig service, Terms before, Registry registry) {
        AuthorizationConfig wanted = service.authorization();
        int length = service.limits().source().ipv6PrefixLength();
        if (before != null && before.config.equals(wanted) && before.ipv6PrefixLength == length) {
            return before;
        }
        Map<Method, Authorizer> authorizers = new EnumMap<>(Method.class);
        authorizers.putAll(registry.plugged());
        authorizers.put(Method.NONE, NOBODY);
        authorizers.put(Method.ACL, new PrefixAuthorizer(wanted.rules()));
        registry.ident(wanted.ident()).ifPresent(ident -> authorizers.put(Method.IDENT, ident));
        boolean same = before != null
                && before.config.order().equals(wanted.order())
                && before.config.rules().equals(wanted.rules())
                && before.config.ident().equals(wanted.ident())
                && before.ipv6PrefixLength == length;
        long generation = before == null ? 1 : before.generation + (same ? 0 : 1);
        return new Terms(wanted, length, Map.copyOf(authorizers), generation);
    }
}
