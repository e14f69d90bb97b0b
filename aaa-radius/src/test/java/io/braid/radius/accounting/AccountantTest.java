package io.braid.radius.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.Identity;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.Usage;
import io.braid.engine.convert.Octets;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.config.AccountingConfig;
import io.braid.radius.config.ClientLimits;
import io.braid.radius.config.ClientTimers;
import io.braid.radius.config.DynamicConfig;
import io.braid.radius.config.RadiusConfig;
import io.braid.radius.config.ServerConfig;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.PacketException;
import io.braid.radius.packet.Secret;
import io.braid.radius.policy.VendorDictionary;
import io.braid.radius.testing.Guest;
import io.braid.radius.testing.GuestList;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tinyradius.core.dictionary.Dictionary;

/** What is reported, and that nothing of it is lost. */
@Timeout(60)
final class AccountantTest {
    private static final Dictionary DICTIONARY = VendorDictionary.of(32473);
    private static final Secret SECRET = new Secret("testing123");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    Path directory;

    private final List<Attributes> taken = new CopyOnWriteArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final PacketCodec codec = new PacketCodec(SECRET, DICTIONARY);
    private DatagramSocket socket;
    private RadiusClient client;
    private volatile boolean silent;

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        Thread.ofPlatform().daemon().start(this::serve);
        InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
        client = new RadiusClient(
                new RadiusConfig(
                        List.of(new ServerConfig(
                                "one",
                                Optional.empty(),
                                false,
                                new ServerConfig.Udp(address, address, SECRET, true))),
                        "mcp-1",
                        Optional.empty(),
                        32473,
                        new ClientTimers(Duration.ofMillis(200), 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        new ClientLimits(1, 100),
                        new DynamicConfig(List.of(), List.of(), true, true, Duration.ofMinutes(5), 100),
                        config(),
                        Map.of()),
                DICTIONARY);
    }

    @AfterEach
    void close() {
        client.close();
        socket.close();
    }

    private static AccountingConfig config() {
        return new AccountingConfig(true, Optional.empty(), Duration.ofMillis(100), 1000);
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] request = Arrays.copyOf(buffer, packet.getLength());
                Attributes attributes = codec.readRequest(request, false).attributes();
                if (silent) {
                    continue;
                }
                // One that comes again is the same one (RFC 5080 §2.2.2).
                if (seen.add(HexFormat.of().formatHex(request))) {
                    taken.add(attributes);
                }
                byte[] answer =
                        codec.answer(Code.ACCOUNTING_RESPONSE, request, Attributes.with(DICTIONARY).build());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException | PacketException e) {
                assertTrue(socket.isClosed(), e::toString);
            }
        }
    }

    private Accountant accountant(Guest... guests) throws IOException {
        GuestList list = new GuestList(guests);
        Accountant accountant = new Accountant(client, list, directory.resolve("accounting"), DICTIONARY);
        accountant.apply(config(), "mcp-1", DICTIONARY);
        list.listen(accountant);
        return accountant;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    private static long number(Attributes report, String name) {
        try {
            return report.number(name).orElse(-1);
        } catch (AttributeException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> statuses() {
        return taken.stream().map(report -> number(report, "Acct-Status-Type")).toList();
    }

    @Test
    void reportsFromBeginningToEnd() throws Exception {
        byte[] opaque = HexFormat.of().parseHex("ff00fe");
        Guest guest = new Guest("s1", "192.0.2.1")
                .policy(SubscriberPolicy.NONE.builder()
                        .classes(List.of(Octets.of(opaque), Octets.of((byte) 1)))
                        .identity(new Identity("alice"))
                        .build())
                .used(new Usage(
                        5_000_000_000L,
                        7,
                        3,
                        List.of(new Usage.Path(InetAddress.ofLiteral("2001:db8::1"), 4_000_000_000L, 5))));
        Accountant accountant = accountant(guest);
        await(() -> taken.size() == 2);
        guest.policy(guest.policy().builder().interimInterval(Duration.ofSeconds(1)).build());
        accountant.changed(guest);
        await(() -> taken.size() >= 3);
        accountant.detached(guest, Ending.IDLE);
        accountant.close();
        assertEquals(List.of(7L, 1L, 3L, 2L, 8L), statuses());
        for (Attributes report : taken.subList(1, 4)) {
            assertEquals(Optional.of("s1"), report.text("Acct-Session-Id"));
            assertEquals(Optional.of("alice"), report.text("User-Name"));
            assertEquals(2, report.all("Class").size());
            assertEquals(HexFormat.of().formatHex(opaque), HexFormat.of().formatHex(report.octets("Class").orElseThrow()));
        }
        Attributes stop = taken.get(3);
        assertEquals(705_032_704L, number(stop, "Acct-Input-Octets"));
        assertEquals(1, number(stop, "Acct-Input-Gigawords"));
        assertEquals(7, number(stop, "Acct-Output-Octets"));
        assertEquals(0, number(stop, "Acct-Output-Gigawords"));
        assertEquals(4, number(stop, "Acct-Terminate-Cause"));
        assertEquals(3, number(stop, "Mcp-Conversions"));
        assertEquals(
                "021220010db8000000000000000000000001" + "030a00000000ee6b2800" + "040a0000000000000005",
                HexFormat.of().formatHex(stop.octets("Mcp-Path-Usage").orElseThrow()));
        assertTrue(!stop.has("Acct-Delay-Time"), "it came at once");
    }

    @Test
    void keepsWhatNobodyGotOverARestart() throws Exception {
        silent = true;
        Guest guest = new Guest("s1", "192.0.2.1");
        Accountant before = accountant(guest);
        before.detached(guest, Ending.DISCONNECTED);
        before.close();
        long ended = Instant.now().getEpochSecond();
        Thread.sleep(1_100);
        silent = false;
        Accountant after = accountant();
        await(() -> taken.size() == 5);
        assertEquals(List.of(7L, 1L, 2L, 8L, 7L), statuses());
        Attributes stop = taken.get(2);
        assertEquals(Optional.of("s1"), stop.text("Acct-Session-Id"));
        assertTrue(number(stop, "Event-Timestamp") <= ended, "the time is that of the event");
        assertTrue(number(stop, "Acct-Delay-Time") >= 1, "it tells how late it is");
        await(() -> after.report().waiting() == 0);
        after.close();
        assertEquals(6, taken.size());
    }

    @Test
    void bringsAllAfterAnOutageInTheOrderOfEachSubscriber() throws Exception {
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            guests.add(new Guest("s" + i, "192.0.2." + i));
        }
        silent = true;
        Accountant accountant = accountant(guests.toArray(Guest[]::new));
        guests.forEach(guest -> accountant.detached(guest, Ending.IDLE));
        await(() -> accountant.report().waiting() == 401);
        silent = false;
        await(() -> accountant.report().waiting() == 0);
        for (Guest guest : guests) {
            assertEquals(
                    List.of(1L, 2L),
                    taken.stream()
                            .filter(report -> report.text("Acct-Session-Id").equals(Optional.of(guest.id())))
                            .map(report -> number(report, "Acct-Status-Type"))
                            .distinct()
                            .toList());
        }
        assertEquals(0, accountant.report().lost());
        accountant.close();
    }
}
