package io.braid.radius.dynamic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.radius.config.DynamicConfig;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.Secret;
import io.braid.radius.policy.PolicyReader;
import io.braid.radius.policy.VendorDictionary;
import io.braid.radius.rule.RuleLists;
import io.braid.radius.testing.Guest;
import io.braid.radius.testing.GuestList;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tinyradius.core.dictionary.Dictionary;

/** Which requests are followed, refused and ignored (RFC 5176). */
@Timeout(30)
final class DynamicServerTest {
    private static final int VENDOR = 32473;
    private static final Dictionary DICTIONARY = VendorDictionary.of(VENDOR);
    private static final Secret SECRET = new Secret("testing123");
    private static final int SILENCE_MS = 300;

    private final PacketCodec codec = new PacketCodec(SECRET, DICTIONARY);
    private final Guest first = new Guest("s1", "192.0.2.1");
    private final Guest second = new Guest("s2", "192.0.2.2");
    private final GuestList guests = new GuestList(first, second);
    private final DynamicServer server =
            new DynamicServer(guests, () -> new PolicyReader(new RuleLists(), _ -> Optional.empty()));
    private DatagramSocket socket;
    private InetSocketAddress address;
    private int identifier;

    @BeforeEach
    void open() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        DynamicConfig config = new DynamicConfig(
                List.of(new InetSocketAddress(loopback, 0)),
                List.of(new DynamicConfig.Client("aaa", loopback, SECRET)),
                true,
                true,
                Duration.ofMinutes(5),
                100);
        server.apply(config, "mcp-1", VENDOR, DICTIONARY);
        address = server.listening().getFirst();
        socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
        socket.setSoTimeout(10_000);
    }

    @AfterEach
    void close() {
        socket.close();
        server.close();
    }

    private static Attributes.Builder now() {
        return Attributes.with(DICTIONARY).number("Event-Timestamp", Instant.now().getEpochSecond());
    }

    private byte[] send(byte[] request) throws IOException {
        socket.send(new DatagramPacket(request, request.length, address));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private Packet ask(Code code, Attributes.Builder attributes) throws Exception {
        byte[] request = codec.request(code, ++identifier, attributes.build());
        return codec.readAnswer(send(request), request, true);
    }

    private void refused(ErrorCauseCode cause, Code code, Attributes.Builder attributes) throws Exception {
        Packet answer = ask(code, attributes);
        assertEquals(code == Code.COA_REQUEST ? Code.COA_NAK : Code.DISCONNECT_NAK, answer.code());
        assertEquals(cause.number, answer.attributes().number("Error-Cause").orElseThrow());
    }

    private enum ErrorCauseCode {
        UNSUPPORTED_ATTRIBUTE(401),
        MISSING_ATTRIBUTE(402),
        NAS_MISMATCH(403),
        UNSUPPORTED_SERVICE(405),
        INVALID_VALUE(407),
        NOT_FOUND(503),
        INITIATED(507);

        private final int number;

        ErrorCauseCode(int number) {
            this.number = number;
        }
    }

    private void ignored(byte[] request) throws IOException {
        socket.setSoTimeout(SILENCE_MS);
        try {
            send(request);
            throw new AssertionError("it is answered");
        } catch (SocketTimeoutException _) {
            socket.setSoTimeout(10_000);
        }
    }

    @Test
    void changesTheOneThatIsMeantAndNoOther() throws Exception {
        Packet answer = ask(
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1")
                        .text("User-Name", "192.0.2.1")
                        .text("NAS-Identifier", "mcp-1")
                        .octets("Proxy-State", new byte[] {1})
                        .number("Mcp-Max-Subflows", 3)
                        .octets("Proxy-State", new byte[] {2}));
        assertEquals(Code.COA_ACK, answer.code());
        assertEquals(
                List.of("01", "02"),
                answer.attributes().all("Proxy-State").stream()
                        .map(one -> "%02x".formatted(one.getValue()[0]))
                        .toList());
        assertEquals(OptionalInt.of(3), first.policy().subflowsMax());
        assertEquals(SubscriberPolicy.NONE, second.policy());
        assertEquals(1, server.counts().acks());
    }

    @Test
    void endsTheOneThatIsMeant() throws Exception {
        Attributes.Builder request = now().octets("Framed-IP-Address", new byte[] {(byte) 192, 0, 2, 2});
        assertEquals(Code.DISCONNECT_ACK, ask(Code.DISCONNECT_REQUEST, request).code());
        assertEquals(List.of(first), guests.all().toList());
        refused(ErrorCauseCode.NOT_FOUND, Code.DISCONNECT_REQUEST, request);
    }

    @Test
    void refusesAsAWholeWhatItCannotDo() throws Exception {
        refused(ErrorCauseCode.MISSING_ATTRIBUTE, Code.COA_REQUEST, now().number("Mcp-Max-Subflows", 3));
        Attributes.Builder change = now().text("Acct-Session-Id", "s1").number("Mcp-Max-Subflows", 3);
        refused(ErrorCauseCode.UNSUPPORTED_ATTRIBUTE, Code.COA_REQUEST, change.text("Framed-Route", "0.0.0.0/0"));
        Attributes.Builder rule = now().text("Acct-Session-Id", "s1").number("Mcp-Max-Subflows", 3);
        rule.octets("NAS-Filter-Rule", "no rule".getBytes(StandardCharsets.US_ASCII));
        refused(ErrorCauseCode.UNSUPPORTED_ATTRIBUTE, Code.COA_REQUEST, rule);
        refused(
                ErrorCauseCode.INVALID_VALUE,
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1").number("Mcp-Max-Subflows", 9));
        refused(
                ErrorCauseCode.NAS_MISMATCH,
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1").text("NAS-Identifier", "mcp-2"));
        refused(
                ErrorCauseCode.NOT_FOUND,
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1").text("User-Name", "192.0.2.2").number("Mcp-Max-Subflows", 3));
        refused(
                ErrorCauseCode.UNSUPPORTED_ATTRIBUTE,
                Code.DISCONNECT_REQUEST,
                now().text("Acct-Session-Id", "s1").number("Mcp-Max-Subflows", 3));
        assertEquals(SubscriberPolicy.NONE, first.policy());
        assertEquals(2, guests.all().count());
        assertEquals(7, server.counts().naks());
    }

    @Test
    void asksTheServerAnewWhenItIsTold() throws Exception {
        refused(
                ErrorCauseCode.INITIATED,
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1").number("Service-Type", 17).octets("State", new byte[] {7}));
        assertEquals(List.of(first), guests.asked());
        refused(
                ErrorCauseCode.UNSUPPORTED_SERVICE,
                Code.COA_REQUEST,
                now().text("Acct-Session-Id", "s1").number("Service-Type", 2));
    }

    @Test
    void answersTheSameRequestOnce() throws Exception {
        byte[] request = codec.request(Code.DISCONNECT_REQUEST, 1, now().text("Acct-Session-Id", "s1").build());
        byte[] answer = send(request);
        assertArrayEquals(answer, send(request));
        assertEquals(1, server.counts().requests());
        assertEquals(1, server.counts().duplicates());
    }

    @Test
    void ignoresWhatIsNotToBeBelieved() throws Exception {
        Attributes.Builder end = now().text("Acct-Session-Id", "s1");
        ignored(new PacketCodec(new Secret("guess"), DICTIONARY).request(Code.DISCONNECT_REQUEST, 1, end.build()));
        ignored(codec.request(
                Code.DISCONNECT_REQUEST,
                2,
                Attributes.with(DICTIONARY).text("Acct-Session-Id", "s1").build()));
        ignored(codec.request(
                Code.DISCONNECT_REQUEST,
                3,
                Attributes.with(DICTIONARY)
                        .text("Acct-Session-Id", "s1")
                        .number("Event-Timestamp", Instant.now().getEpochSecond() - 400)
                        .build()));
        ignored(codec.request(Code.ACCOUNTING_REQUEST, 4, end.build()));
        ignored(new byte[] {40, 5, 0, 20});
        server.apply(
                new DynamicConfig(List.of(address(0)), List.of(), true, true, Duration.ofMinutes(5), 100),
                "mcp-1",
                VENDOR,
                DICTIONARY);
        ignored(codec.request(Code.DISCONNECT_REQUEST, 6, end.build()));
        DynamicCounts counts = server.counts();
        assertEquals(1, counts.badAuthenticators());
        assertEquals(2, counts.stale());
        assertEquals(1, counts.malformed());
        assertEquals(1, counts.unsigned());
        assertEquals(1, counts.unknownClients());
        assertEquals(0, counts.requests());
        assertEquals(2, guests.all().count());
    }

    @Test
    void tellsWhereItCannotListenAndTriesAgain() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(address(0))) {
            InetSocketAddress there = (InetSocketAddress) taken.getLocalSocketAddress();
            DynamicConfig config =
                    new DynamicConfig(List.of(address, there), List.of(), true, true, Duration.ofMinutes(5), 100);
            assertThrows(IOException.class, () -> server.apply(config, "mcp-1", VENDOR, DICTIONARY));
            assertFalse(server.retry());
        }
        assertTrue(server.retry());
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
