package io.braid.engine.convert;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a concentrator answers, and whole Convert messages. The first byte of an input chooses what was asked. */
public final class AnswerFuzz {
    private static final InetAddress PLACE = InetAddress.ofLiteral("198.51.100.9");
    private static final ConversionRequest PLAIN = ConversionRequest.connect(PLACE, 443);
    private static final List<ConversionRequest> ASKED = List.of(
            PLAIN,
            PLAIN.withInfo(),
            PLAIN.withTcpOptions(List.of(new TcpOption(TcpOption.MPTCP, Octets.EMPTY))),
            element(SignalFormat.MP_CONVERT_IE),
            element(SignalFormat.MP_CONVERT_OPTION));

    private AnswerFuzz() {}

    private static ConversionRequest element(SignalFormat format) {
        return ConversionRequest.mpConvert(
                format, Optional.of(Endpoint.of(PLACE, 443)), Optional.empty(), ConversionRequest.TCP);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] head = Arrays.copyOfRange(input, 1, input.length);
        message(head, ConvertRole.CLIENT);
        message(head, ConvertRole.CONVERTER);
        ConversionRequest request = ASKED.get(Math.floorMod(input[0], ASKED.size()));
        ConvertAnswer answer = Allocation.within(
                16 * 1024 + 64L * head.length, () -> new AnswerDecoder(request).decode(ByteBuffer.wrap(head)));
        switch (answer) {
            case ConvertAnswer.NeedMore(int atLeast) ->
                Check.that(atLeast > head.length && atLeast <= ConvertMessage.LENGTH_MAX, answer);
            case ConvertAnswer.Accepted(int consumed, _, _) -> Check.that(consumed <= head.length, answer);
            case ConvertAnswer.Refused(var error) ->
                Check.that(AnswerEncoder.refused(SignalFormat.RFC8803, error).length <= ConvertMessage.LENGTH_MAX, error);
            case ConvertAnswer.Invalid(var problem) ->
                Check.that(problem.answer().isEmpty() && problem.offset() <= head.length, problem);
        }
    }

    private static void message(byte[] head, ConvertRole reader) {
        try {
            ConvertMessage read = ConvertMessage.decode(ByteBuffer.wrap(head), reader);
            byte[] written = read.encode();
            ConvertMessage again = ConvertMessage.decode(ByteBuffer.wrap(written), reader);
            Check.same(read, again);
            Check.same(written, again.encode());
        } catch (ConvertException e) {
            Check.that(e.offset() >= 0 && e.offset() <= head.length, e);
        }
    }
}
