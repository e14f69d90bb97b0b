package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.acl.ConnectionFilter;
import io.braid.engine.authorize.Authorizer;
import io.braid.engine.authorize.Decision;
import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.Query;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import io.braid.engine.config.AddressPrefix;
import io.braid.engine.config.AuthorizationConfig.Method;
import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.testing.RawTcpPeer;
import io.braid.engine.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may use the service is asked with real connections, and what is answered holds for them while they live (S5.3). */
@Timeout(60)
class AuthorizationTest {
    private static final byte[] NOT_AUTHORIZED = HexFormat.of().parseHex("010222631e012000");
    private static final int SUPPORTED = 21;
    private static final long QUIET_MS = 300;

    /** Answers at once, or when it is told to. */
    private static final class Desk implements Authorizer {
        private final List<Query> queries = Collections.synchronizedList(new ArrayList<>());
        private volatile Consumer<Decision> open;
        private volatile Decision always = new Decision.Permit(SubscriberPolicy.NONE, "");

        @Override
        public void authorize(Query query, Consumer<Decision> answer) {
            queries.add(query);
            if (always == null) {
                open = answer;
            } else {
                answer.accept(always);
            }
        }
    }

    /** Permits one port of any destination. */
    private record OnlyPort(int port) implements ConnectionFilter {
        @Override
        public boolean permits(int protocol, InetSocketAddress from, InetSocketAddress to) {
            return to.getPort() == port;
        }

        @Override
        public List<String> rules() {
            return List.of("permit in 6 from any to any " + port);
        }
    }

    private final Desk desk = new Desk();
    private ProxyTopology lab;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        lab = ProxyTopology.create();
        lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
        engine = Engine.start(lab.mcp().netNs(), config(Method.RADIUS), Map.of(Method.RADIUS, desk));
    }

    private static EngineConfig config(Method method) {
        return EngineConfigs.config(EngineConfigs.authorized(
                EngineConfigs.downstreamService(
                        Mode.OWN_ADDRESS, 4, EngineConfigs.timers(5_000, 7_440_000), ProxyTopology.MCP4),
                EngineConfigs.authorization(method)));
    }

    @AfterEach
    void stop() {
        engine.close();
        lab.close();
    }

    private static byte[] request(int port) {
        return ConversionRequest.connect(InetAddress.ofLiteral(ProxyTopology.SERVER4), port).encode();
    }

    private MptcpPeer connect(int port) throws IOException {
        return MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, request(port));
    }

    private Subscription subscription() {
        return engine.subscribers().all().findFirst().orElseThrow();
    }

    /** A SYN with data is accepted before its sender is heard from again: a forged one must not make us ask. */
    @Test
    void aSynWithDataFromAForgedSourceAsksNobody() throws Exception {
        desk.always = null;
        try (RawTcpPeer peer = new RawTcpPeer(
                lab.client(), "c1", lab.mcp(), "m1", "10.1.0.99", ProxyTopology.MCP4, EngineConfigs.PORT)) {
            peer.send(RawTcpPeer.SYN, new byte[0], request(9));
            assertEquals(RawTcpPeer.SYN | RawTcpPeer.ACK, peer.await().flags());
            Conditions.await(() -> engine.active("concentrator") == 1);
            Thread.sleep(QUIET_MS);
            assertEquals(0, desk.queries.size(), "questions about a source that was not heard from");
            peer.send(RawTcpPeer.ACK, new byte[0], new byte[0]);
            Conditions.await(() -> desk.queries.size() == 1);
            desk.open.accept(new Decision.Deny("as the test wants"));
            assertArrayEquals(NOT_AUTHORIZED, peer.await().data());
        }
    }

    @Test
    void noServerHearsOfAConnectionBeforeTheAnswer() throws Exception {
        desk.always = null;
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        try (MptcpPeer peer = connect(server.port())) {
            Conditions.await(() -> desk.queries.size() == 1);
            Thread.sleep(QUIET_MS);
            assertEquals(0, engine.counters().of(Reason.SERVER_CONNECTED));
            Query query = desk.queries.getFirst();
            assertEquals("10.1.0.2/32", query.subscriber().prefix().toString());
            assertEquals(InetAddress.ofLiteral(ProxyTopology.MCP4), query.local().getAddress());
            assertEquals(server.port(), query.destination().orElseThrow().getPort());
            desk.open.accept(new Decision.Permit(SubscriberPolicy.NONE, ""));
            peer.readAnswer();
            peer.write(new byte[] {7});
            assertEquals(7, server.await());
        }
        Conditions.await(() -> subscription().conversions() == 0);
        assertEquals(1, subscription().usage().octetsFrom());
    }

    /** Whoever hangs up while others think about it is not converted, and leaves nothing behind. */
    @Test
    void aCustomerThatDoesNotWaitLeavesNothing() throws Exception {
        desk.always = null;
        MptcpPeer peer = connect(9);
        Conditions.await(() -> desk.queries.size() == 1);
        peer.reset();
        Conditions.await(() -> engine.active("concentrator") == 0);
        desk.open.accept(new Decision.Permit(SubscriberPolicy.NONE, ""));
        Conditions.await(() -> subscription().conversions() == 0);
        assertEquals(0, engine.counters().of(Reason.SERVER_CONNECTED));
    }

    @Test
    void aChangedPolicyEndsWhatItForbidsAndNothingElse() throws Exception {
        var first = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        var second = PlainHost.serve(
                lab.server(), ProxyTopology.SERVER4, socket -> new String(socket.getInputStream().readAllBytes()));
        try (MptcpPeer forbidden = connect(first.port());
                MptcpPeer allowed = connect(second.port())) {
            forbidden.readAnswer();
            allowed.readAnswer();
            assertTrue(engine.subscribers()
                    .change(subscription(), policy -> policy.builder().filter(new OnlyPort(second.port())).build())
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS));
            assertEquals(1, engine.counters().of(Reason.SUBSCRIBER_FILTERED));
            assertThrows(java.net.SocketException.class, first::await);
            allowed.write("abc".getBytes());
            allowed.endOutput();
            assertEquals("abc", second.await());
        }
        try (MptcpPeer again = connect(first.port())) {
            assertArrayEquals(NOT_AUTHORIZED, again.readAnswer());
        }
        assertEquals(1, desk.queries.size());
    }

    /** RFC 8803 §4.2.3: what the service can do is told to those who are entitled to use it, and to nobody else. */
    @Test
    void anInquiryIsAnsweredToThoseWhoMayUseTheService() throws Exception {
        byte[] info = HexFormat.of().parseHex("0102226301010000");
        desk.always = new Decision.Deny("as the test wants");
        try (MptcpPeer peer = MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, info)) {
            assertArrayEquals(NOT_AUTHORIZED, peer.readAnswer());
        }
        assertEquals(0, engine.counters().of(Reason.INQUIRY));
        assertTrue(desk.queries.getFirst().destination().isEmpty());
        engine.apply(config(Method.NONE));
        engine.apply(config(Method.RADIUS));
        // Whatever it may open: an inquiry goes nowhere.
        desk.always = new Decision.Permit(SubscriberPolicy.NONE.builder().filter(new OnlyPort(1)).build(), "");
        try (MptcpPeer peer = MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, info)) {
            byte[] answer = peer.readAnswer();
            assertEquals(SUPPORTED, answer[4], "the type of the TLV in " + HexFormat.of().formatHex(answer));
        }
        assertEquals(1, engine.counters().of(Reason.INQUIRY));
        Conditions.await(() -> subscription().conversions() == 0);
        assertEquals(0, subscription().usage().conversions(), "an inquiry is no conversion");
    }

    @Test
    void aSourceThatIsNotTheSubscribersOwnIsRefused() throws Exception {
        desk.always = new Decision.Permit(
                SubscriberPolicy.NONE.builder().prefixes(List.of(AddressPrefix.of("10.77.0.0/16"))).build(), "");
        try (MptcpPeer peer = connect(9)) {
            assertArrayEquals(NOT_AUTHORIZED, peer.readAnswer());
        }
        assertEquals(1, engine.counters().of(Reason.SUBSCRIBER_SOURCE));
    }

    @Test
    void aDisconnectEndsConversionsAndTheSubscriberStaysOut() throws Exception {
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        try (MptcpPeer peer = connect(server.port())) {
            peer.readAnswer();
            engine.subscribers()
                    .end(subscription(), Ending.DISCONNECTED)
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            assertEquals(0, engine.active("concentrator"));
            assertThrows(java.net.SocketException.class, server::await);
        }
        try (MptcpPeer peer = connect(9)) {
            assertArrayEquals(NOT_AUTHORIZED, peer.readAnswer());
        }
    }

    @Test
    void tcpOnlyIsTcpTowardsServers() throws Exception {
        desk.always = new Decision.Permit(SubscriberPolicy.NONE.builder().use(Use.ALLOW_TCP_ONLY).build(), "");
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> socket.getInputStream().read());
        try (MptcpPeer peer = connect(server.port())) {
            peer.readAnswer();
            assertEquals(List.of(false), engine.conversions().read(c -> c.server().mptcp()).toList());
            assertEquals(List.of(0), engine.conversions().read(c -> c.server().token()).toList());
        }
    }

    /** What a subscriber used of its access network is what the kernel counted there. */
    @Test
    void bytesOfAccessNetworksAreTold() throws Exception {
        byte[] down = new byte[300_000];
        var server = PlainHost.serve(lab.server(), ProxyTopology.SERVER4, socket -> {
            socket.getOutputStream().write(down);
            return socket.getInputStream().read();
        });
        try (MptcpPeer peer = connect(server.port())) {
            peer.readAnswer();
            peer.read(down.length);
            Usage now = engine.subscribers().usage(subscription()).toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertEquals(InetAddress.ofLiteral("10.1.0.2"), now.paths().getFirst().address());
            peer.write(new byte[] {7});
            server.await();
        }
        Conditions.await(() -> subscription().conversions() == 0);
        Usage end = subscription().usage();
        assertEquals(down.length, end.octetsTo());
        long told = end.paths().stream().mapToLong(Usage.Path::octetsTo).sum();
        assertTrue(told >= down.length && told < down.length + 1_000, "of " + down.length + " bytes paths tell " + told);
    }
}
