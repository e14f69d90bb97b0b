package io.braid.engine.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.EngineConfigs;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a request of a server means is found without looking at others: the same ones that looking at all would find. */
@Timeout(30)
class SubscriptionIndexTest {
    private static final InetSocketAddress MCP = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), 5124);
    private static final long SEED = 5176;

    private final Map<InetAddress, SubscriberPolicy> told = new HashMap<>();
    private final Registry registry = new Registry(Map.of(
            Method.RADIUS,
            (query, answer) -> answer.accept(new Decision.Permit(
                    told.getOrDefault(query.customer().getAddress(), SubscriberPolicy.NONE), ""))));

    @AfterEach
    void close() {
        registry.close();
    }

    private Office office() {
        ServiceConfig service = EngineConfigs.authorized(
                EngineConfigs.downstreamService(Mode.OWN_ADDRESS, 4, EngineConfigs.timers(1000, 1000), "203.0.113.1"),
                EngineConfigs.authorization(List.of(), OutagePolicy.SERVE_STALE, Method.RADIUS));
        registry.apply(List.of(service));
        return registry.office(service.name());
    }

    private Attached attach(Office office, String source, SubscriberPolicy policy) {
        InetAddress address = InetAddress.ofLiteral(source);
        told.put(address, policy);
        return ((Admittance.Granted) office.admit(new InetSocketAddress(address, 4_000), MCP, Optional.empty(), _ -> {}).orElseThrow())
                .subscriber();
    }

    private static SubscriberPolicy policy(String name, String... prefixes) {
        return SubscriberPolicy.NONE.builder()
                .identity(new Identity(name))
                .prefixes(List.of(prefixes).stream().map(AddressPrefix::of).toList())
                .build();
    }

    private static SubscriberMatch match(String id, String name, String... prefixes) {
        return new SubscriberMatch(
                Optional.ofNullable(id),
                Optional.ofNullable(name).map(Identity::new),
                List.of(prefixes).stream().map(AddressPrefix::of).toList());
    }

    private Set<Subscription> found(SubscriberMatch match) {
        List<Subscription> found = registry.find(match);
        assertEquals(found.size(), new HashSet<>(found).size(), "one is found twice");
        return new HashSet<>(found);
    }

    @Test
    void eachNameLeadsToItsSubscriber() {
        Office office = office();
        Attached one = attach(office, "192.0.2.1", policy("anna", "192.0.2.1/32", "2001:db8:7::/48"));
        Attached two = attach(office, "2001:db8:1:2::5", policy("anna", "2001:db8:1:2::/64"));
        assertEquals(Set.of(one), found(match(one.id(), null)));
        assertEquals(Set.of(one, two), found(match(null, "anna")));
        assertEquals(Set.of(one), found(match(null, null, "192.0.2.1/32")));
        assertEquals(Set.of(one), found(match(null, null, "2001:db8:7::/48")));
        assertEquals(Set.of(two), found(match(null, null, "2001:db8:1:2::77/128")), "an address in its own prefix");
        assertEquals(Set.of(), found(match(one.id(), null, "192.0.2.2/32")), "all that is given must fit");
        assertEquals(Set.of(), found(match(null, "bob")));
    }

    @Test
    void whatIsChangedOrEndedIsFoundSo() {
        Office office = office();
        Attached one = attach(office, "192.0.2.1", policy("anna", "192.0.2.1/32"));
        office.change(one, policy -> policy("eve", "192.0.2.1/32", "198.51.100.0/24"));
        assertEquals(Set.of(), found(match(null, "anna")));
        assertEquals(Set.of(one), found(match(null, "eve")));
        assertEquals(Set.of(one), found(match(null, null, "198.51.100.0/24")));
        office.change(one, policy -> policy("eve", "192.0.2.1/32"));
        assertEquals(Set.of(), found(match(null, null, "198.51.100.0/24")));
        office.end(one, Ending.CLEARED);
        assertEquals(Set.of(), found(match(null, "eve")));
        assertEquals(Set.of(), found(match(one.id(), null)));
        assertEquals(0, registry.all().count());
    }

    @Test
    void theSameAreFoundAsByLookingAtAll() {
        Random random = new Random(SEED);
        Office office = office();
        List<Attached> there = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String source = i % 2 == 0 ? "10.0.0." + i / 2 : "2001:db8:0:" + Integer.toHexString(i) + "::1";
            SubscriberPolicy policy = i % 3 == 0 ? SubscriberPolicy.NONE : policy("name" + i % 20, source + (i % 2 == 0 ? "/32" : "/128"));
            there.add(attach(office, source, policy));
        }
        for (int i = 0; i < 100; i++) {
            Attached gone = there.remove(random.nextInt(there.size()));
            office.end(gone, Ending.CLEARED);
        }
        for (int i = 0; i < 1_000; i++) {
            Attached like = there.get(random.nextInt(there.size()));
            SubscriberMatch match = new SubscriberMatch(
                    random.nextBoolean() ? Optional.of(like.id()) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(new Identity("name" + random.nextInt(20))) : Optional.empty(),
                    random.nextBoolean() ? List.of(like.key().prefix()) : List.of());
            assertEquals(registry.all().filter(match::fits).collect(Collectors.toSet()), found(match), "seed " + SEED);
        }
    }

    @Test
    void oneOfManyIsFoundAtOnce() {
        Office office = office();
        List<Attached> there = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            there.add(attach(office, "10.1." + (i >> 8) + "." + (i & 255), SubscriberPolicy.NONE));
        }
        assertEquals(1, registry.index().candidates(match(null, null, "10.1.2.3/32")).count());
        assertEquals(1, registry.index().candidates(match(there.get(7).id(), null)).count());
    }
}
