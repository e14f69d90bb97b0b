package io.braid.engine.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no vector shows: limits, parameters, and what the relay asks of a request. */
class ConvertRulesTest {
    private static final InetAddress SERVER = InetAddress.ofLiteral("198.51.100.9");

    private static Signal decode(SignalRules rules, String hex) {
        byte[] bytes = Rendering.bytes(hex);
        return new SignalDecoder(rules).decode(bytes, bytes.length, SynPayload.MP_CAPABLE);
    }

    /** X-8803-1, RFC 8803 §4.2.8: the echo of a message of full length does not fit a message; it is cut. */
    @Test
    void theEchoOfTheLongestMessageIsCutToFit() {
        byte[] longest = new byte[ConvertMessage.LENGTH_MAX];
        Arrays.fill(longest, (byte) 1);
        System.arraycopy(Rendering.bytes("01 FF 22 63 63 FE 00 00"), 0, longest, 0, 8);

        Signal signal = new SignalDecoder(SignalRules.DEFAULT).decode(longest, longest.length, SynPayload.NONE);

        byte[] answer = ((Signal.Malformed) signal).answer().orElseThrow().encode();
        assertEquals(ConvertMessage.LENGTH_MAX, answer.length);
        assertArrayEquals(Rendering.bytes("01 FF 22 63 1E FE 02 00"), Arrays.copyOf(answer, 8));
        assertArrayEquals(
                Arrays.copyOf(longest, ConvertError.ECHO_MAX), Arrays.copyOfRange(answer, 8, answer.length));
    }

    /** X-8803-1: the operator's limit counts as soon as the header is there. */
    @Test
    void aRequestBeyondTheLimitIsRefusedByItsHeader() {
        var rules = new SignalRules(ConvertRole.CONVERTER, 64, true, 0xE, false);

        assertEquals("need 64", Rendering.of(decode(rules, "01 10 22 63")));
        assertEquals(
                "malformed @1 answer 01 03 22 63 1E 02 01 00 01 11 22 63", Rendering.of(decode(rules, "01 11 22 63")));
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        for (int lengthMax : new int[] {63, 1021}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SignalRules(ConvertRole.CONVERTER, lengthMax, true, 0xE, false));
        }
        assertThrows(
                IllegalArgumentException.class, () -> new SignalRules(ConvertRole.CONVERTER, 64, true, 16, false));
    }

    /** X-8803-1: towards a Client every problem is a reset (RFC 8803 §4.2.1). */
    @Test
    void aClientAnswersNothing() {
        var client = new SignalRules(ConvertRole.CLIENT, 1020, false, 0xE, false);

        assertEquals("malformed @4 reset", Rendering.of(decode(client, "01 02 22 63 00 01 00 00")));
        assertEquals("malformed @0 reset", Rendering.of(decode(client, "07 02 22 63 00 01 00 00")));
        assertEquals("malformed @4 reset", Rendering.of(decode(client, "01 02 22 63 1E 01 20 00")));
        assertEquals(
                "request RFC8803 198.51.100.9:443 consumed 24",
                Rendering.of(decode(client, Rendering.hex(ConversionRequest.connect(SERVER, 443).encode()))));
    }

    /** X-pm09-1: the subtype was never assigned. */
    @Test
    void theSubtypeOfTheOptionIsAParameter() {
        var rules = new SignalRules(ConvertRole.CONVERTER, 64, true, 0x9, false);
        var request = ConversionRequest.mpConvert(
                SignalFormat.MP_CONVERT_OPTION, Optional.of(Endpoint.of(SERVER)), Optional.empty(), 6);

        assertEquals("1E 08 90 06 C6 33 64 09 00", Rendering.hex(request.encode(0x9)));
        assertEquals(
                "request MP_CONVERT_OPTION 198.51.100.9 consumed 9",
                Rendering.of(decode(rules, Rendering.hex(request.encode(0x9)))));
        assertEquals("no signal", Rendering.of(decode(rules, Rendering.hex(request.encode()))));
    }

    /** X-pm10-2: the draft's figure repeats the magic number in a second element, its text does not say so. */
    @Test
    void theMagicNumberOfASecondElementIsOptionalWhenToldSo() {
        var lenient = new SignalRules(ConvertRole.CONVERTER, 64, true, 0xE, true);
        String first = "FA A8 FA A8 00 08 00 00 C6 33 64 09";

        assertEquals("need 16", Rendering.of(decode(lenient, first)));
        assertEquals(
                "request MP_CONVERT_IE 198.51.100.9 source 203.0.113.5 consumed 20",
                Rendering.of(decode(lenient, first + " 00 08 00 03 CB 00 71 05")));
        assertEquals(
                "request MP_CONVERT_IE 198.51.100.9 source 203.0.113.5 consumed 24",
                Rendering.of(decode(lenient, first + " FA A8 FA A8 00 08 00 03 CB 00 71 05")));
    }

    /** X-pm10-1: an operator may switch MP_CONVERT off. */
    @Test
    void mpConvertCanBeSwitchedOff() {
        var rules = new SignalRules(ConvertRole.CONVERTER, 64, false, 0xE, false);

        assertEquals("no signal", Rendering.of(decode(rules, "FA A8 FA A8 00 08 00 01 C6 33 64 09")));
        assertEquals("no signal", Rendering.of(decode(rules, "1E 08 E0 06 C6 33 64 09")));
    }

    /** S5.2.1-c: what the request leaves open is taken from the connection. */
    @Test
    void theConnectionFillsInWhatTheRequestLeavesOpen() {
        var connection = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 8443);
        var none = Optional.<Endpoint>empty();
        var format = SignalFormat.MP_CONVERT_IE;

        assertEquals(connection, ConversionRequest.mpConvert(format, none, none, 6).destinationOr(connection));
        assertEquals(
                new InetSocketAddress(SERVER, 8443),
                ConversionRequest.mpConvert(format, Optional.of(Endpoint.of(SERVER)), none, 6)
                        .destinationOr(connection));
        assertEquals(
                new InetSocketAddress(SERVER, 443),
                ConversionRequest.connect(SERVER, 443).destinationOr(connection));
    }

    /** X-8803-1, RFC 8803 §4.2.5: what Error 33 lists. */
    @Test
    void optionsThatCannotBeUsedAreNamed() {
        var request = ConversionRequest.connect(SERVER, 443)
                .withTcpOptions(List.of(
                        new TcpOption(2, Octets.of((byte) 5, (byte) 0xB4)),
                        TcpOption.empty(TcpOption.SACK_PERMITTED),
                        new TcpOption(TcpOption.TIMESTAMPS, Octets.of(new byte[8])),
                        TcpOption.empty(TcpOption.TCP_AO),
                        new TcpOption(TcpOption.FAST_OPEN, Octets.of(new byte[8])),
                        TcpOption.empty(77)));

        assertEquals(List.of(8, 29, 77), request.unsupportedOptions(Set.of(4, 8, 29, 34)));
    }

    /** X-8803-1: what cannot be written is a mistake of ours, not of the peer. */
    @Test
    void impossibleMessagesAreNotWritten() {
        var options = List.of(new TcpOption(254, Octets.of(new byte[253])));
        var request = ConversionRequest.connect(SERVER, 443);
        var tooLong = request.withTcpOptions(
                List.of(options.getFirst(), options.getFirst(), options.getFirst(), options.getFirst()));

        assertThrows(IllegalArgumentException.class, tooLong::encode);
        assertThrows(IllegalArgumentException.class, () -> ConvertMessage.of(new ConvertTlv.Info(), new ConvertTlv.Info()));
        assertThrows(IllegalArgumentException.class, () -> new ConvertTlv.SupportedTcpExtensions(List.of(4, 29)));
        assertThrows(IllegalArgumentException.class, () -> new TcpOption(1, Octets.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> ConversionRequest.connect(SERVER, 0));
    }

    /** X-8803-1, RFC 8803 §4.2.6: a server that speaks MPTCP itself needs no Converter. */
    @Test
    void theServersMptcpIsSeen() {
        var mptcp = new ConvertTlv.ExtendedTcpHeader(Octets.of(Rendering.bytes("02 04 05 B4 01 01 1E 0C")));
        var endless = new ConvertTlv.ExtendedTcpHeader(Octets.of(Rendering.bytes("02 00 1E 0C")));

        assertTrue(mptcp.has(TcpOption.MPTCP));
        assertFalse(mptcp.has(TcpOption.SACK_PERMITTED));
        assertFalse(endless.has(TcpOption.MPTCP));
    }

    /** X-8803-1: Error TLVs exist in RFC 8803 only; elsewhere a reset is all there is (X-pm10-2). */
    @Test
    void refusalsSpeakTheFormatOfTheRequest() {
        var error = new ConvertError.NotAuthorized();

        assertEquals(
                "01 02 22 63 1E 01 20 00", Rendering.hex(AnswerEncoder.refused(SignalFormat.RFC8803, error)));
        assertEquals(0, AnswerEncoder.refused(SignalFormat.MP_CONVERT_IE, error).length);
        assertEquals("01 03 22 63 15 02 00 00 04 08 1E 22", Rendering.hex(AnswerEncoder.supported(List.of(4, 8, 30, 34))));
    }

    /** Cookies stay out of logs. */
    @Test
    void whatIsPrintedTellsNoCookie() {
        var request = ConversionRequest.connect(SERVER, 443)
                .withCookie(new ConvertTlv.Cookie(Octets.of(Rendering.bytes("C0 FF EE 00"))));

        assertFalse(request.toString().toLowerCase(Locale.ROOT).contains("c0ffee"), request::toString);
    }
}
