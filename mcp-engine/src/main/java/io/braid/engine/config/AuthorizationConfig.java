package io.braid.engine.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Who may use a service (draft S5.3).
 *
 * @param order who is asked, in this order; at least one
 * @param rules of {@link Method#ACL}, the first that fits counts
 * @param ident of {@link Method#IDENT}
 * @param timeout how long a customer waits for all answers together
 * @param permitLifetime how long a permission holds that tells no time of its own
 * @param denyLifetime how long a refusal holds
 * @param disconnectHold how long a subscriber stays out that was disconnected
 * @param idleTimeout how long a subscriber stays attached without a conversion, if its policy tells no other time
 * @param subscribersMax most subscribers that are remembered
 * @param questionsMax most subscribers that are asked about at a time
 * @param outage what holds when nobody answers
 */
public record AuthorizationConfig(
        List<Method> order,
        List<PrefixRule> rules,
        Ident ident,
        Duration timeout,
        Duration permitLifetime,
        Duration denyLifetime,
        Duration disconnectHold,
        Duration idleTimeout,
        int subscribersMax,
        int questionsMax,
        Outage outage) {
    public AuthorizationConfig {
        order = List.copyOf(order);
        rules = List.copyOf(rules);
        if (order.isEmpty()) {
            throw new IllegalArgumentException("nobody is asked who may use the service (draft S5.3)");
        }
    }

    /** Whether somebody has to be asked over the network. */
    public boolean remote() {
        return order.contains(Method.IDENT) || order.contains(Method.RADIUS);
    }

    /** Whether it matters who a subscriber is. */
    public boolean open() {
        return order.getFirst() == Method.NONE;
    }

    /** Who can be asked. */
    public enum Method {
        /** Whoever reaches the service may use it. */
        NONE,
        /** A list of prefixes. */
        ACL,
        /** The subscriber's own host (RFC 1413). */
        IDENT,
        /** An AAA server (RFC 2865). */
        RADIUS
    }

    /**
     * An entry of the list of prefixes.
     *
     * @param prefix sources of the first subflow
     * @param permit whether they may use the service
     */
    public record PrefixRule(String name, AddressPrefix prefix, boolean permit) {}

    /**
     * The client of the Identification Protocol (RFC 1413).
     *
     * @param timeout how long a host has for its answer
     * @param users the user identifiers that may use the service; with none, the identifier is only learned, for those
     *     who are asked next
     */
    public record Ident(Duration timeout, Set<String> users) {
        public Ident {
            users = Set.copyOf(users);
        }
    }

    /**
     * What holds when nobody answers.
     *
     * @param policy what becomes of subscribers
     * @param retry after what time it is tried again
     * @param staleMax how long a permission can hold beyond its time
     * @param subflowsMax with {@link OutagePolicy#FAIL_OPEN}, most subflows of a connection of somebody unknown
     * @param connectionsMax likewise, most conversions at a time
     * @param connectionRate likewise, most new connections a second
     */
    public record Outage(
            OutagePolicy policy,
            Duration retry,
            Duration staleMax,
            int subflowsMax,
            int connectionsMax,
            int connectionRate) {}

    /** What becomes of subscribers when nobody answers. */
    public enum OutagePolicy {
        /** Who was permitted before goes on; others are refused. */
        SERVE_STALE,
        /** All whose permission ends are refused. */
        FAIL_CLOSED,
        /** Who was not denied before may use the service, the unknown with small bounds. */
        FAIL_OPEN
    }
}
