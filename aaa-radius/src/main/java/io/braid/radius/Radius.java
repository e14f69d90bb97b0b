package io.braid.radius;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.authorize.Authorizer;
import io.braid.engine.authorize.Subscribers;
import io.braid.radius.accounting.Accountant;
import io.braid.radius.authorize.AccessRequest;
import io.braid.radius.authorize.RadiusAuthorizer;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.dynamic.DynamicServer;
import io.braid.radius.policy.PolicyReader;
import io.braid.radius.policy.VendorDictionary;
import io.braid.radius.rule.RuleLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/** All of RADIUS: the client, and what it is used for. Configured by one snapshot after another, from one thread at a time. */
public final class Radius implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Radius.class);

    private final RadiusClient client;
    private final Authorizer authorizer;
    private volatile State state;
    private Optional<Served> served = Optional.empty();

    /** What needs subscribers: servers change them, and are told of them. */
    private record Served(Subscribers subscribers, DynamicServer dynamic, Accountant accountant) {}

    /** What follows from a configuration. */
    private record State(
            RadiusConfig config, Dictionary dictionary, RuleLists lists, AccessRequest requests, PolicyReader policies) {
        static State of(RadiusConfig config) {
            return of(config, VendorDictionary.of(config.vendorNumber()), new RuleLists());
        }

        private static State of(RadiusConfig config, Dictionary dictionary, RuleLists lists) {
            return new State(
                    config,
                    dictionary,
                    lists,
                    new AccessRequest(config, dictionary),
                    new PolicyReader(lists, name -> Optional.ofNullable(config.filters().get(name))));
        }

        /** Dictionaries are compared by identity, and sockets go with them: the same vendor keeps its own. */
        State next(RadiusConfig wanted) {
            boolean same = wanted.vendorNumber() == config.vendorNumber();
            return of(wanted, same ? dictionary : VendorDictionary.of(wanted.vendorNumber()), lists);
        }
    }

    public Radius(RadiusConfig config) {
        state = State.of(config);
        client = new RadiusClient(config, state.dictionary());
        authorizer = new RadiusAuthorizer(client, () -> state.requests(), () -> state.policies());
        warn(config);
    }

    /**
     * Lets servers change subscribers, and tells servers of them, as it is configured.
     *
     * @param reports the file where reports are kept until a server has got them
     * @throws IOException if the file cannot be used
     */
    public void serve(Subscribers subscribers, Path reports) throws IOException {
        Accountant accountant = new Accountant(client, subscribers, reports, state.dictionary());
        served = Optional.of(
                new Served(subscribers, new DynamicServer(subscribers, () -> state.policies()), accountant));
        try {
            follow(state);
        } catch (IOException e) {
            LOG.error("event=radius-dynamic-down error=\"{}\"", e.getMessage());
        }
        subscribers.listen(accountant);
    }

    /** Tries once more to listen where it could not; whether it listens everywhere now. */
    public boolean retry() {
        return served.map(Served::dynamic).map(DynamicServer::retry).orElse(true);
    }

    /**
     * Follows another configuration; what is under way is not disturbed.
     *
     * @throws IOException if this host cannot listen where it is to take requests of servers
     */
    public void apply(RadiusConfig config) throws IOException {
        State before = state;
        State next = before.next(config);
        client.apply(config, next.dictionary());
        state = next;
        warn(config);
        follow(next);
        if (!config.filters().equals(before.config.filters())) {
            refilter(before.config.filters(), config.filters());
        }
    }

    private void follow(State now) throws IOException {
        if (served.isPresent()) {
            RadiusConfig config = now.config;
            served.get().accountant.apply(config.accounting(), config.nasIdentifier(), now.dictionary);
            served.get().dynamic.apply(
                    config.dynamic(), config.nasIdentifier(), config.vendorNumber(), now.dictionary);
        }
    }

    /** Those who have a list by its name have it as it is now; one that is gone stays until the server is asked again. */
    private void refilter(Map<String, ConnectionFilter> before, Map<String, ConnectionFilter> after) {
        Map<ConnectionFilter, ConnectionFilter> changed = new HashMap<>();
        before.forEach((name, list) -> {
            ConnectionFilter now = after.get(name);
            if (now != null && !now.equals(list)) {
                changed.put(list, now);
            }
        });
        served.ifPresent(serving -> serving.subscribers.all()
                .filter(subscriber -> subscriber.policy().filter().map(changed::get).isPresent())
                .forEach(subscriber -> serving.subscribers.change(subscriber, policy -> policy.filter()
                        .map(changed::get)
                        .map(filter -> policy.builder().filter(filter).build())
                        .orElse(policy))));
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

    /** What servers ask for while subscribers use the service; empty before anybody is served. */
    public Optional<DynamicServer> dynamic() {
        return served.map(Served::dynamic);
    }

    /** What is reported of subscribers; empty before anybody is served. */
    public Optional<Accountant> accountant() {
        return served.map(Served::accountant);
    }

    @Override
    public void close() throws IOException {
        try {
            if (served.isPresent()) {
                served.get().dynamic.close();
                served.get().accountant.close();
            }
        } finally {
            client.close();
        }
    }
}
