package io.braid.radius.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.radius.config.AccountingConfig;
import io.braid.radius.config.ClientLimits;
import io.braid.radius.config.ClientTimers;
import io.braid.radius.config.DynamicConfig;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.config.ServerConfig;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.Secret;
import io.braid.radius.packet.StandardDictionary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tinyradius.core.dictionary.Dictionary;

/** What the client sends, whom it believes, and where it goes next. */
@Timeout(30)
final class RadiusClientTest {
    private static final Dictionary DICTIONARY = StandardDictionary.create();
    private static final Secret SECRET = new Secret("testing123");
    private static final PacketCodec CODEC = new PacketCodec(SECRET, DICTIONARY);
    private static final ClientTimers TIMERS =
            new ClientTimers(Duration.ofMillis(100), 2, Duration.ofSeconds(5), Duration.ofSeconds(1));
    private static final FakeServer.Behaviour SILENT = _ -> List.of();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private FakeServer server(FakeServer.Behaviour behaviour) throws IOException {
        FakeServer server = new FakeServer(behaviour);
        open.add(server);
        return server;
    }

    private static synchronized byte[] answer(Code code, byte[] request) {
        return CODEC.answer(code, request, Attributes.with(DICTIONARY).build());
    }

    private static List<byte[]> accept(byte[] request) {
        return List.of(answer(Code.ACCESS_ACCEPT, request));
    }

    private static ServerConfig config(String name, boolean statusServer, InetSocketAddress address) {
        return new ServerConfig(
                name, Optional.empty(), statusServer, new ServerConfig.Udp(address, address, SECRET, true));
    }

    private RadiusClient client(ServerConfig... servers) {
        return client(new ClientLimits(4, 2000), servers);
    }

    private RadiusClient client(ClientLimits limits, ServerConfig... servers) {
        RadiusClient client = new RadiusClient(
                new RadiusConfig(
                        List.of(servers),
                        "nas",
                        Optional.empty(),
                        32473,
                        TIMERS,
                        limits,
                        new DynamicConfig(List.of(), List.of(), true, true, Duration.ofMinutes(5), 100),
                        new AccountingConfig(false, Optional.empty(), Duration.ofMinutes(1), 1),
                        Map.of()),
                DICTIONARY);
        open.add(client);
        return client;
    }

    private static CompletableFuture<Answer> ask(RadiusClient client) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        client.send(
                Code.ACCESS_REQUEST, Attributes.with(DICTIONARY).text("User-Name", "192.0.2.1").build(), answer::complete);
        return answer;
    }

    private static Answer wait(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static String server(Answer answer) {
        return assertInstanceOf(Answer.Received.class, answer, answer::toString).server();
    }

    private static ServerReport report(RadiusClient client, String server) {
        return client.servers().stream()
                .filter(one -> one.health().server().equals(server)
                        && one.health().purpose() == Purpose.AUTHENTICATION)
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    @Test
    void ignoresWhatIsNotToBeBelievedAndWaitsForTheTrueAnswer() throws Exception {
        byte[] junk = {2, 0, 0, 1};
        Attributes none = Attributes.with(DICTIONARY).build();
        PacketCodec forger = new PacketCodec(new Secret("guess"), DICTIONARY);
        FakeServer server = server(request -> List.of(
                junk,
                Arrays.copyOf(junk, 1),
                forger.answer(Code.ACCESS_ACCEPT, request, none),
                answer(Code.ACCESS_REJECT, request)));
        RadiusClient client = client(config("one", false, server.address()));
        Answer.Received received = assertInstanceOf(Answer.Received.class, wait(ask(client)));
        assertEquals(Code.ACCESS_REJECT, received.packet().code());
        ServerReport report = report(client, "one");
        assertEquals(1, report.counts().badAuthenticators());
        assertEquals(1, report.counts().rejects());
        assertEquals(Liveness.UP, report.health().liveness());
    }

    @Test
    void sendsTheSameBytesAgainAndThenGivesUp() throws Exception {
        FakeServer server = server(SILENT);
        RadiusClient client = client(config("one", false, server.address()));
        Answer.None none = assertInstanceOf(Answer.None.class, wait(ask(client)));
        assertEquals("server one did not answer", none.why());
        assertEquals(3, server.received().size());
        assertArrayEquals(server.received().get(0), server.received().get(1));
        assertArrayEquals(server.received().get(0), server.received().get(2));
        assertEquals(Liveness.SUSPECT, report(client, "one").health().liveness());
        assertInstanceOf(Answer.None.class, wait(ask(client)));
        assertEquals(Liveness.DEAD, report(client, "one").health().liveness());
        assertEquals("no server lives", assertInstanceOf(Answer.None.class, wait(ask(client))).why());
    }

    @Test
    void failsOverAndComesBack() throws Exception {
        FakeServer first = server(RadiusClientTest::accept);
        FakeServer second = server(RadiusClientTest::accept);
        RadiusClient client = client(config("one", true, first.address()), config("two", true, second.address()));
        assertEquals("one", server(wait(ask(client))));
        first.does(SILENT);
        assertEquals("two", server(wait(ask(client))));
        await(() -> report(client, "one").health().liveness() == Liveness.DEAD);
        int before = first.received().size();
        for (int i = 0; i < 20; i++) {
            assertEquals("two", server(wait(ask(client))));
        }
        assertTrue(
                first.received().subList(before, first.received().size()).stream()
                        .allMatch(request -> request[0] == Code.STATUS_SERVER.number()),
                "only Status-Server goes to the dead one");
        first.does(RadiusClientTest::accept);
        await(() -> report(client, "one").health().liveness() == Liveness.UP);
        assertEquals("one", server(wait(ask(client))));
    }

    @Test
    void knowsAtOnceThatNobodyListens() throws Exception {
        FakeServer gone = server(SILENT);
        InetSocketAddress nobody = gone.address();
        gone.close();
        FakeServer second = server(RadiusClientTest::accept);
        RadiusClient client = client(config("one", true, nobody), config("two", true, second.address()));
        assertEquals("two", server(wait(ask(client))));
        await(() -> report(client, "one").health().liveness() == Liveness.DEAD);
        assertEquals(
                "it cannot be reached: nothing listens on its port",
                report(client, "one").health().reason());
    }

    @Test
    void hasMoreUnderWayThanASocketHasIdentifiers() throws Exception {
        FakeServer server = server(RadiusClientTest::accept);
        RadiusClient client = client(config("one", false, server.address()));
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            all.add(ask(client));
        }
        for (CompletableFuture<Answer> one : all) {
            assertEquals("one", server(wait(one)));
        }
        assertEquals(1500, report(client, "one").counts().accepts());
        assertEquals(0, report(client, "one").pending());
    }

    @Test
    void boundsWhatWaits() throws Exception {
        FakeServer server = server(SILENT);
        RadiusClient client = client(new ClientLimits(1, 10), config("one", false, server.address()));
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(ask(client));
        }
        await(() -> report(client, "one").counts().refused() > 0);
        ServerReport report = report(client, "one");
        assertTrue(report.pending() <= 256 && report.waiting() <= 10, report.toString());
        for (CompletableFuture<Answer> one : all) {
            assertInstanceOf(Answer.None.class, wait(one));
        }
    }

    @Test
    void tellsThatAnswersAreUnsigned() throws Exception {
        FakeServer server = server(request -> List.of(Unsigned.accept(request, "testing123")));
        RadiusClient client = client(config("one", false, server.address()));
        assertInstanceOf(Answer.None.class, wait(ask(client)));
        ServerReport report = report(client, "one");
        assertEquals(3, report.counts().unsigned());
        assertEquals(0, report.counts().accepts());
        assertTrue(report.health().reason().contains("without Message-Authenticator"), report.health().reason());
    }
}
