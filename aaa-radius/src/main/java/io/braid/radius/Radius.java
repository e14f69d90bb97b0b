package io.braid.radius;

import io.braid.engine.authorize.Authorizer;
import io.braid.radius.authorize.AccessRequest;
import io.braid.radius.authorize.PolicyReader;
import io.braid.radius.authorize.RadiusAuthorizer;
import io.braid.radius.authorize.StandardPolicy;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.packet.StandardDictionary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/** All of RADIUS: the client, and what it is used for. Configured by one snapshot after another, from one thread at a time. */
public final class Radius implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Radius.class);

    private final RadiusClient client;
    private final Authorizer authorizer;
    private volatile State state;

    /** What follows from a configuration. */
    private record State(RadiusConfig config, Dictionary dictionary, AccessRequest requests, PolicyReader policies) {
        static State of(RadiusConfig config) {
            Dictionary dictionary = StandardDictionary.create();
            return new State(config, dictionary, new AccessRequest(config, dictionary), new StandardPolicy());
        }

        /** Dictionaries are compared by identity, and sockets go with them: the same vendor keeps its own. */
        State next(RadiusConfig wanted) {
            return wanted.vendorNumber() == config.vendorNumber()
                    ? new State(wanted, dictionary, new AccessRequest(wanted, dictionary), policies)
                    : of(wanted);
        }
    }

    public Radius(RadiusConfig config) {
        state = State.of(config);
        client = new RadiusClient(config, state.dictionary());
        authorizer = new RadiusAuthorizer(client, () -> state.requests(), () -> state.policies());
        warn(config);
    }

    /** Follows another configuration; what is under way is not disturbed. */
    public void apply(RadiusConfig config) {
        State next = state.next(config);
        client.apply(config, next.dictionary());
        state = next;
        warn(config);
    }

    private static void warn(RadiusConfig config) {
        if (!config.servers().isEmpty() && config.vendorNumber() == RadiusConfig.DOCUMENTATION_VENDOR) {
            LOG.warn(
                    "event=radius-vendor-number number={} reason=\"it is reserved for documentation (RFC 5612): configure your own\"",
                    config.vendorNumber());
        }
    }

    /** Asks whether a subscriber may use a service. */
    public Authorizer authorizer() {
        return authorizer;
    }

    /** What is told about subscribers, as it is configured now. */
    public AccessRequest requests() {
        return state.requests();
    }

    /** How answers are understood, as it is configured now. */
    public PolicyReader policies() {
        return state.policies();
    }

    /** Asks servers, and knows how they are. */
    public RadiusClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }
}
