package io.braid.radius.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.dictionary.Dictionary;
import org.tinyradius.core.dictionary.MemoryDictionary;

/** Packets of the RFCs, and packets nobody should believe. */
final class PacketCodecTest {
    private static final Dictionary DICTIONARY = StandardDictionary.create();
    private static final PacketCodec CODEC = new PacketCodec(new Secret("xyzzy5461"), DICTIONARY);
    private static final PacketCodec OTHER = new PacketCodec(new Secret("another"), DICTIONARY);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static PacketException.Fault fault(byte[] answer, byte[] request) {
        return assertThrows(PacketException.class, () -> CODEC.readAnswer(answer, request, true)).fault();
    }

    private static Attributes some() {
        return Attributes.with(DICTIONARY)
                .text("User-Name", "192.0.2.1")
                .number("Session-Timeout", 4_000_000_000L)
                .build();
    }

    @Test
    void readsTheAnswerOfRfc2865() throws Exception {
        byte[] request = hex("01000038 0f403f9473978057bd83d5cb98f4227a 01066e656d6f"
                + "02120dbe708d93d413ce3196e43f782a0aee 0406c0a80110 050600000003");
        byte[] answer = hex("02000026 86fe220e7624ba2a1005f6bf9b55e0b2 060600000001 0f0600000000 0e06c0a80103");
        Packet packet = CODEC.readAnswer(answer, request, false);
        assertEquals(Code.ACCESS_ACCEPT, packet.code());
        assertEquals(OptionalLong.of(1), packet.attributes().number("Service-Type"));
        assertEquals(
                Optional.of(InetAddress.ofLiteral("192.168.1.3")), packet.attributes().address("Login-IP-Host"));
        assertEquals(PacketException.Fault.MESSAGE_AUTHENTICATOR_MISSING, fault(answer, request));
    }

    @Test
    void readsTheAnswerToAStatusServerOfRfc5997() throws Exception {
        byte[] request = hex("0cda0026 8a54f4686fb394c52866e302185d0623 50125a665e2e1e8411f3e243822097c84fa3");
        byte[] answer = hex("02da0014 ef0d552a4bf2d693ec2b6fe8b5411d66");
        assertEquals(Code.ACCESS_ACCEPT, CODEC.readAnswer(answer, request, true).code());
    }

    @Test
    void signsFirstOfAll() {
        for (Code code : new Code[] {Code.ACCESS_REQUEST, Code.STATUS_SERVER}) {
            byte[] request = CODEC.request(code, 7, some());
            assertEquals(code.number(), request[0]);
            assertEquals(7, request[1]);
            assertEquals(80, request[20]);
            assertEquals(18, request[21]);
        }
        assertEquals(1, CODEC.request(Code.ACCOUNTING_REQUEST, 7, some())[20], "accounting is not signed");
    }

    @Test
    void believesASignedAnswer() throws Exception {
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 200, some());
        byte[] answer = CODEC.answer(Code.ACCESS_ACCEPT, request, some());
        assertEquals(80, answer[20]);
        Packet packet = CODEC.readAnswer(answer, request, true);
        assertEquals(200, packet.identifier());
        assertEquals(OptionalLong.of(4_000_000_000L), packet.attributes().number("Session-Timeout"));
        assertEquals(Optional.of("192.0.2.1"), packet.attributes().text("User-Name"));
        assertFalse(packet.attributes().has("Message-Authenticator"));
    }

    @Test
    void octetsBehindTheLengthArePadding() throws Exception {
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 1, some());
        byte[] answer = CODEC.answer(Code.ACCESS_REJECT, request, some());
        assertEquals(
                Code.ACCESS_REJECT,
                CODEC.readAnswer(Arrays.copyOf(answer, answer.length + 5), request, true).code());
    }

    @Test
    void believesNoOthers() {
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 1, some());
        byte[] answer = CODEC.answer(Code.ACCESS_ACCEPT, request, some());
        assertEquals(PacketException.Fault.AUTHENTICATOR, fault(OTHER.answer(Code.ACCESS_ACCEPT, request, some()), request));
        assertEquals(
                PacketException.Fault.IDENTIFIER,
                fault(answer, CODEC.request(Code.ACCESS_REQUEST, 2, some())));
        assertEquals(PacketException.Fault.CODE, fault(request, request));
        assertEquals(
                PacketException.Fault.AUTHENTICATOR,
                fault(answer, CODEC.request(Code.ACCESS_REQUEST, 1, some())),
                "the answer to an earlier request with the same identifier");
        for (int i = 4; i < answer.length; i++) {
            byte[] changed = answer.clone();
            changed[i] ^= 1;
            fault(changed, request);
        }
        for (int length = 0; length < answer.length; length++) {
            assertEquals(PacketException.Fault.MALFORMED, fault(Arrays.copyOf(answer, length), request));
        }
    }

    @Test
    void verifiesASignatureThatNobodyAskedFor() throws Exception {
        byte[] request = CODEC.request(Code.ACCOUNTING_REQUEST, 1, some());
        assertEquals(Code.ACCOUNTING_REQUEST, CODEC.readRequest(request, false).code());
        byte[] coa = CODEC.request(Code.COA_REQUEST, 1, some());
        assertEquals(Code.COA_REQUEST, CODEC.readRequest(coa, true).code());
        assertEquals(
                PacketException.Fault.AUTHENTICATOR,
                assertThrows(PacketException.class, () -> OTHER.readRequest(coa, false)).fault());
        assertEquals(
                PacketException.Fault.MESSAGE_AUTHENTICATOR_MISSING,
                assertThrows(PacketException.class, () -> CODEC.readRequest(request, true)).fault());
    }

    @Test
    void keepsAValueThatDoesNotSuitItsType() throws Exception {
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 1, some());
        Dictionary loose = new MemoryDictionary()
                .addAttributeTemplate(new AttributeTemplate(-1, 27, "x", "octets"));
        byte[] answer = new PacketCodec(new Secret("xyzzy5461"), loose)
                .answer(Code.ACCESS_ACCEPT, request, Attributes.with(loose).octets("x", new byte[3]).build());
        Attributes attributes = CODEC.readAnswer(answer, request, true).attributes();
        assertTrue(attributes.has("Session-Timeout"));
        assertThrows(AttributeException.class, () -> attributes.number("Session-Timeout"));
    }

    @Test
    void keepsATaggedAttributeWithoutItsTag() {
        Attributes attributes = Attributes.read(StandardDictionary.create(), new byte[] {69, 2, 1, 3, 'x'});
        assertEquals(2, attributes.list().size());
        assertArrayEquals(new byte[0], attributes.octets("Tunnel-Password").orElseThrow());
        assertEquals("x", attributes.text("User-Name").orElseThrow());
    }

    @Test
    void hidesPasswords() throws Exception {
        Attributes attributes =
                Attributes.with(DICTIONARY).text("User-Password", "a password").build();
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 1, attributes);
        assertFalse(new String(request, StandardCharsets.ISO_8859_1).contains("a password"));
        assertEquals(20 + 18 + 2 + 16, request.length);
        assertFalse(attributes.toString().contains("a password"));
    }

    @Test
    void joinsFilterRulesOverAttributes() throws Exception {
        byte[] request = CODEC.request(Code.ACCESS_REQUEST, 1, some());
        byte[] first = new byte[253];
        Arrays.fill(first, (byte) 'a');
        byte[] answer = CODEC.answer(
                Code.ACCESS_ACCEPT,
                request,
                Attributes.with(DICTIONARY)
                        .octets("NAS-Filter-Rule", first)
                        .octets("NAS-Filter-Rule", new byte[] {'b', 0})
                        .build());
        byte[] rules = CODEC.readAnswer(answer, request, true).attributes().concatenated("NAS-Filter-Rule");
        assertEquals(255, rules.length);
        assertArrayEquals(new byte[] {'a', 'b', 0}, Arrays.copyOfRange(rules, 252, 255));
    }
}
