package io.braid.engine.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.EngineConfigs;
import io.braid.engine.authorize.Admittance.Granted;
import io.braid.engine.authorize.Admittance.Refused;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.AuthorizationConfig.OutagePolicy;
import io.braid.engine.config.AuthorizationConfig.PrefixRule;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.testing.Conditions;
import io.braid.engine.verdict.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One question for a subscriber, and what becomes of its answer: it holds, expires, is changed, is taken back. */
@Timeout(30)
class RegistryTest {
    private static final InetSocketAddress MCP = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), 5124);
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 80);

    /** Answers when it is told to. */
    private static final class Desk implements Authorizer {
        private final List<Query> queries = Collections.synchronizedList(new ArrayList<>());
        private final List<Consumer<Decision>> open = Collections.synchronizedList(new ArrayList<>());
        private volatile Decision always;

        @Override
        public void authorize(Query query, Consumer<Decision> answer) {
            queries.add(query);
            if (always != null) {
                answer.accept(always);
            } else {
                open.add(answer);
            }
        }

        void answer(Decision decision) {
            List<Consumer<Decision>> now = List.copyOf(open);
            open.clear();
            now.forEach(each -> each.accept(decision));
        }
    }

    private static final class Heard implements SubscriberListener {
        private final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void attached(Subscription subscription) {
            events.add("attached");
        }

        @Override
        public void changed(Subscription subscription) {
            events.add("changed");
        }

        @Override
        public void detached(Subscription subscription, Ending ending) {
            events.add(ending + " " + subscription.usage().octetsFrom());
        }
    }

    private final Desk desk = new Desk();
    private final Registry registry = new Registry(Map.of(Method.RADIUS, desk));
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        registry.close();
    }

    private Office office(AuthorizationConfig authorization) {
        ServiceConfig service = EngineConfigs.authorized(
                EngineConfigs.downstreamService(Mode.OWN_ADDRESS, 4, EngineConfigs.timers(1000, 1000), "203.0.113.1"),
                authorization);
        registry.apply(List.of(service));
        registry.listen(heard);
        return registry.office(service.name());
    }

    private static AuthorizationConfig radius(OutagePolicy outage) {
        return EngineConfigs.authorization(List.of(), outage, Method.RADIUS);
    }

    private static CompletableFuture<Admittance> ask(Office office, String source) {
        CompletableFuture<Admittance> told = new CompletableFuture<>();
        InetSocketAddress customer = new InetSocketAddress(InetAddress.ofLiteral(source), 40_000);
        office.admit(customer, MCP, Optional.of(SERVER), told::complete).ifPresent(told::complete);
        return told;
    }

    private static Admittance get(CompletableFuture<Admittance> told) throws Exception {
        return told.get(10, TimeUnit.SECONDS);
    }

    private static Reason refused(CompletableFuture<Admittance> told) throws Exception {
        return assertInstanceOf(Refused.class, get(told)).verdict().reason();
    }

    private static Attached granted(CompletableFuture<Admittance> told) throws Exception {
        return assertInstanceOf(Granted.class, get(told)).subscriber();
    }

    private static Decision permit(SubscriberPolicy policy) {
        return new Decision.Permit(policy, "as the test wants");
    }

    private void await(String... events) throws Exception {
        Conditions.await(() -> heard.events.equals(List.of(events)));
    }

    @Test
    void manyConnectionsOfOneSubscriberAreOneQuestion() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        List<CompletableFuture<Admittance>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(ask(office, "2001:db8::" + Integer.toHexString(i + 1)));
        }
        assertEquals(1, desk.queries.size());
        assertEquals(1, office.questions());
        desk.answer(permit(SubscriberPolicy.NONE));
        for (CompletableFuture<Admittance> each : all) {
            granted(each);
        }
        assertEquals(50, registry.all().findFirst().orElseThrow().conversions());
        granted(ask(office, "2001:db8::ffff"));
        assertEquals(1, desk.queries.size());
        assertEquals(AddressPrefix.of("2001:db8::/64"), desk.queries.getFirst().subscriber().prefix());
    }

    @Test
    void aRefusalIsRememberedForItsTime() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = new Decision.Deny("no");
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.1")));
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.1")));
        assertEquals(1, desk.queries.size());
        assertEquals(0, registry.all().count());
    }

    @Test
    void theFirstWhoDecidesCountsAndNobodyAfterIsAsked() throws Exception {
        List<PrefixRule> rules = List.of(
                new PrefixRule("bad", AddressPrefix.of("192.0.2.9/32"), false),
                new PrefixRule("good", AddressPrefix.of("192.0.2.0/24"), true));
        Office office =
                office(EngineConfigs.authorization(rules, OutagePolicy.SERVE_STALE, Method.ACL, Method.RADIUS));
        desk.always = permit(SubscriberPolicy.NONE);
        assertEquals("acl", granted(ask(office, "192.0.2.1")).authorizer());
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.9")));
        assertEquals(0, desk.queries.size());
        assertEquals("radius", granted(ask(office, "198.51.100.9")).authorizer());
    }

    @Test
    void whoWasPermittedGoesOnWhenNobodyAnswersAndOthersAreRefused() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE.builder()
                .sessionTimeout(Duration.ofMillis(300))
                .atTimeout(SubscriberPolicy.AtTimeout.REAUTHORIZE)
                .build());
        granted(ask(office, "192.0.2.1"));
        desk.always = new Decision.Unavailable("nobody is there");
        Conditions.await(() -> desk.queries.size() >= 3);
        assertEquals("radius", granted(ask(office, "192.0.2.1")).authorizer());
        assertEquals(Reason.AUTHORIZATION_UNAVAILABLE, refused(ask(office, "192.0.2.2")));
        assertFalse(registry.health().iterator().next().available());
        desk.always = permit(SubscriberPolicy.NONE);
        Conditions.await(() -> registry.health().iterator().next().available());
        Conditions.await(() -> ask(office, "192.0.2.2").join() instanceof Granted);
    }

    @Test
    void whoFailsClosedEndsTheSubscriptionsOfAnOutage() throws Exception {
        Office office = office(radius(OutagePolicy.FAIL_CLOSED));
        desk.always = permit(SubscriberPolicy.NONE.builder()
                .sessionTimeout(Duration.ofMillis(200))
                .atTimeout(SubscriberPolicy.AtTimeout.REAUTHORIZE)
                .build());
        Attached subscriber = granted(ask(office, "192.0.2.1"));
        desk.always = new Decision.Unavailable("nobody is there");
        Conditions.await(() -> registry.all().findAny().isEmpty());
        subscriber.used(5, 0);
        office.leave(subscriber);
        await("attached", "DENIED 5");
        assertEquals(Reason.AUTHORIZATION_UNAVAILABLE, refused(ask(office, "192.0.2.1")));
    }

    @Test
    void whoFailsOpenLetsTheUnknownInWithinBounds() throws Exception {
        Office office = office(radius(OutagePolicy.FAIL_OPEN));
        desk.always = new Decision.Deny("no");
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.9")));
        desk.always = new Decision.Unavailable("nobody is there");
        Attached unknown = granted(ask(office, "192.0.2.1"));
        assertEquals("outage", unknown.authorizer());
        assertEquals(2, unknown.policy().connectionsMax().orElseThrow());
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.9")));
        desk.always = permit(SubscriberPolicy.NONE);
        Conditions.await(() -> unknown.authorizer().equals("radius"));
        assertTrue(unknown.policy().connectionsMax().isEmpty());
    }

    @Test
    void aDisconnectedSubscriberStaysOutAndAClearedOneIsAskedForAgain() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE);
        Attached first = granted(ask(office, "192.0.2.1"));
        assertTrue(registry.end(first, Ending.CLEARED).toCompletableFuture().get());
        Attached second = granted(ask(office, "192.0.2.1"));
        assertNotEquals(first.id(), second.id());
        assertEquals(2, desk.queries.size());
        assertFalse(registry.end(first, Ending.DISCONNECTED).toCompletableFuture().get());
        assertTrue(registry.end(second, Ending.DISCONNECTED).toCompletableFuture().get());
        assertEquals(Reason.SUBSCRIBER_ENDED, refused(ask(office, "192.0.2.1")));
        assertEquals(2, desk.queries.size());
        office.leave(first);
        office.leave(second);
        await("attached", "attached", "CLEARED 0", "DISCONNECTED 0");
    }

    @Test
    void aDisconnectedQuestionIsAnsweredByTheDisconnect() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        CompletableFuture<Admittance> first = ask(office, "192.0.2.1");
        desk.answer(permit(SubscriberPolicy.NONE));
        Attached subscriber = granted(first);
        assertTrue(registry.reauthorize(subscriber));
        assertEquals(Optional.of(subscriber), desk.queries.getLast().known());
        registry.end(subscriber, Ending.DISCONNECTED);
        desk.answer(permit(SubscriberPolicy.NONE));
        assertEquals(Reason.SUBSCRIBER_ENDED, refused(ask(office, "192.0.2.1")));
        assertEquals(0, office.questions());
    }

    @Test
    void aChangedPolicyIsTheSubscribersAndNobodyElses() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE.builder().identity(new Identity("ann")).build());
        Attached one = granted(ask(office, "192.0.2.1"));
        Attached other = granted(ask(office, "192.0.2.2"));
        SubscriberMatch match = new SubscriberMatch(
                Optional.empty(), Optional.of(new Identity("ann")), List.of(AddressPrefix.of("192.0.2.1/32")));
        assertEquals(List.of(one), registry.find(match));
        assertTrue(registry.change(one, policy -> policy.builder().subflowsMax(1).build())
                .toCompletableFuture()
                .get());
        assertEquals(1, one.policy().subflowsMax().orElseThrow());
        assertTrue(other.policy().subflowsMax().isEmpty());
        assertTrue(registry.change(one, policy -> policy.builder().use(SubscriberPolicy.Use.DENY).build())
                .toCompletableFuture()
                .get());
        assertEquals(List.of(other), registry.all().toList());
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.1")));
    }

    @Test
    void anIdleSubscriberIsDetachedAndItsPermissionHolds() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE.builder().idleTimeout(Duration.ofMillis(100)).build());
        Attached subscriber = granted(ask(office, "192.0.2.1"));
        subscriber.used(7, 9);
        office.leave(subscriber);
        await("attached", "IDLE 7");
        granted(ask(office, "192.0.2.1"));
        assertEquals(1, desk.queries.size());
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE.builder().sessionTimeout(Duration.ofMillis(200)).build());
        Attached subscriber = granted(ask(office, "192.0.2.1"));
        Conditions.await(() -> registry.all().findAny().isEmpty());
        office.leave(subscriber);
        await("attached", "SESSION_TIMEOUT 0");
        granted(ask(office, "192.0.2.1"));
        assertEquals(2, desk.queries.size());
    }

    @Test
    void aStormCostsBoundedMemoryAndRecovers() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            CompletableFuture<Admittance> told = ask(office, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            if (told.isDone()) {
                assertEquals(Reason.AUTHORIZATIONS_MAX, refused(told));
                refused++;
            }
        }
        assertEquals(49_900, refused);
        assertEquals(100, office.remembered());
        Conditions.await(() -> office.questions() == 0);
        desk.always = permit(SubscriberPolicy.NONE);
        for (int i = 0; i < 5_000; i++) {
            office.leave(granted(ask(office, "10.9." + (i >> 8) + "." + (i & 255))));
        }
        assertTrue(office.remembered() <= 1_000, "remembered " + office.remembered());
    }

    @Test
    void anotherConfigurationAsksForThoseWhoAreThere() throws Exception {
        Office office = office(radius(OutagePolicy.SERVE_STALE));
        desk.always = permit(SubscriberPolicy.NONE);
        Attached subscriber = granted(ask(office, "192.0.2.1"));
        List<PrefixRule> rules = List.of(new PrefixRule("bad", AddressPrefix.of("192.0.2.1/32"), false));
        office(EngineConfigs.authorization(rules, OutagePolicy.SERVE_STALE, Method.ACL, Method.RADIUS));
        Conditions.await(() -> registry.all().findAny().isEmpty());
        office.leave(subscriber);
        assertEquals(Reason.SUBSCRIBER_DENIED, refused(ask(office, "192.0.2.1")));
    }
}
