package io.braid.engine.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the vector files (S5.2.1-c, S5.2.1-d, X-8803-1, X-pm09-1, X-pm10-1 to X-pm10-4). */
class VectorTest {
    static List<Vector> signals() {
        return Vector.load("signals.txt");
    }

    static List<Vector> answers() {
        return Vector.load("answers.txt");
    }

    @ParameterizedTest
    @MethodSource("signals")
    void firstBytesOfAStream(Vector vector) {
        boolean canonical = vector.expected().startsWith("= ");
        var bytes = vector.bytes();

        Signal signal = new SignalDecoder(SignalRules.DEFAULT).decode(bytes, bytes.length, syn(vector.given()));

        assertEquals(vector.expected().substring(canonical ? 2 : 0), Rendering.of(signal));
        if (canonical) {
            var request = (Signal.Request) signal;
            var consumed = Arrays.copyOf(bytes, request.consumed());
            assertEquals(Rendering.hex(consumed), Rendering.hex(request.request().encode()));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerToARequest(Vector vector) {
        var decoder = new AnswerDecoder(request(vector.given()));

        assertEquals(vector.expected(), Rendering.of(decoder.decode(ByteBuffer.wrap(vector.bytes()))));
    }

    private static SynPayload syn(String given) {
        return switch (given) {
            case "-" -> SynPayload.NONE;
            case "M" -> SynPayload.MP_CAPABLE;
            default -> SynPayload.ofLength(Integer.parseInt(given.substring(1)));
        };
    }

    private static ConversionRequest request(String given) {
        var server = InetAddress.ofLiteral("198.51.100.9");
        var endpoint = Optional.of(Endpoint.of(server, 443));
        return switch (given) {
            case "base" -> ConversionRequest.connect(server, 443);
            case "extended" ->
                ConversionRequest.connect(server, 443)
                        .withTcpOptions(List.of(TcpOption.empty(TcpOption.SACK_PERMITTED)));
            case "ie" -> ConversionRequest.mpConvert(SignalFormat.MP_CONVERT_IE, endpoint, Optional.empty(), 6);
            case "option" -> ConversionRequest.mpConvert(SignalFormat.MP_CONVERT_OPTION, endpoint, Optional.empty(), 6);
            default -> throw new IllegalArgumentException(given);
        };
    }
}
