package io.braid.engine.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Heads of streams, whatever they are (S5.2.1-c, S5.2.1-d, X-8803-1, X-pm09-1, X-pm10-1, X-pm10-4). */
class DecoderProperties {
    private static final int POISON = 64;

    private final SignalDecoder decoder = new SignalDecoder(SignalRules.DEFAULT);

    @Provide
    Arbitrary<ConversionRequest> requests() {
        return ConvertArbitraries.requests();
    }

    @Provide
    Arbitrary<byte[]> heads() {
        return Arbitraries.oneOf(
                ConvertArbitraries.bytes(1100), ConvertArbitraries.bytes(6), ConvertArbitraries.damaged());
    }

    @Provide
    Arbitrary<SynPayload> syns() {
        return Arbitraries.oneOf(
                Arbitraries.of(SynPayload.NONE, SynPayload.MP_CAPABLE),
                Arbitraries.integers().between(0, 100).map(SynPayload::ofLength));
    }

    @Provide
    Arbitrary<SignalRules> rules() {
        return Arbitraries.of(
                SignalRules.DEFAULT,
                new SignalRules(ConvertRole.CONVERTER, 64, true, 0x2, true),
                new SignalRules(ConvertRole.CLIENT, 256, false, 0xE, false));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aRequestIsReadAsItWasMeantWithTheDataBehindItLeftAlone(
            @ForAll("requests") ConversionRequest request, @ForAll byte[] data) {
        byte[] encoded = request.encode();
        byte[] stream = concat(encoded, data);

        Signal signal = decoder.decode(stream, stream.length, syn(request));

        var read = assertInstanceOf(Signal.Request.class, signal);
        assertEquals(request, read.request());
        assertEquals(encoded.length, read.consumed());
        var echo = request.format() == SignalFormat.MP_CONVERT_IE ? Octets.of(encoded) : Octets.EMPTY;
        assertEquals(echo, read.echo());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyBeginningOfARequestAsksForMoreAndNeverTooMuch(@ForAll("requests") ConversionRequest request) {
        byte[] encoded = request.encode();
        // An option list may end where the SYN does; told its length, the decoder waits for all of it.
        var syn = request.format() == SignalFormat.MP_CONVERT_OPTION
                ? SynPayload.ofLength(encoded.length)
                : syn(request);
        for (int length = 0; length < encoded.length; length++) {
            var more = assertInstanceOf(Signal.NeedMore.class, decoder.decode(encoded, length, syn));
            assertTrue(more.atLeast() > length && more.atLeast() <= encoded.length, more::toString);
        }
        assertInstanceOf(Signal.Request.class, decoder.decode(encoded, encoded.length, syn));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 10_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void nothingBehindTheLengthGivenIsRead(
            @ForAll("heads") byte[] head, @ForAll("syns") SynPayload syn, @ForAll("rules") SignalRules rules) {
        var any = new SignalDecoder(rules);
        Signal first = any.decode(poisoned(head, (byte) 0), head.length, syn);
        Signal second = any.decode(poisoned(head, (byte) 0xFA), head.length, syn);
        Signal third = any.decode(shifted(head), syn);

        assertEquals(Rendering.of(first), Rendering.of(second));
        assertEquals(Rendering.of(first), Rendering.of(third));
        switch (first) {
            case Signal.NeedMore(int atLeast) ->
                assertTrue(atLeast > head.length && atLeast <= rules.lengthMax(), first::toString);
            case Signal.Request(_, int consumed, _) ->
                assertTrue(consumed <= head.length && consumed <= rules.lengthMax(), first::toString);
            case Signal.Inquiry(_, int consumed) -> assertTrue(consumed <= head.length, first::toString);
            case Signal.Malformed(_, var problem, _) ->
                assertTrue(problem.offset() >= 0 && problem.offset() <= head.length, problem::getMessage);
            case Signal.NotASignal() -> assertTrue(head.length >= 3, "too early to say");
        }
        requireEach(first, Signal.class);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 10_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void noAnswerIsReadBehindTheLengthGiven(
            @ForAll("requests") ConversionRequest request, @ForAll("heads") byte[] head) {
        var answers = new AnswerDecoder(request);
        ConvertAnswer first = answers.decode(ByteBuffer.wrap(poisoned(head, (byte) 0), 0, head.length));
        ConvertAnswer second = answers.decode(shifted(head));

        assertEquals(Rendering.of(first), Rendering.of(second));
        switch (first) {
            case ConvertAnswer.NeedMore(int atLeast) ->
                assertTrue(atLeast > head.length && atLeast <= ConvertMessage.LENGTH_MAX, first::toString);
            case ConvertAnswer.Accepted(int consumed, _, _) -> assertTrue(consumed <= head.length, first::toString);
            case ConvertAnswer.Refused _ -> assertTrue(head.length >= 8, first::toString);
            case ConvertAnswer.Invalid(var problem) ->
                assertTrue(problem.answer().isEmpty() && problem.offset() <= head.length, problem::getMessage);
        }
        requireEach(first, ConvertAnswer.class);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsAcceptedTheOtherEndUnderstands(@ForAll("requests") ConversionRequest request, @ForAll byte[] data) {
        byte[] encoded = request.encode();
        var signal = (Signal.Request) decoder.decode(encoded, encoded.length, syn(request));
        var kinds = List.of(TcpOption.SACK_PERMITTED, TcpOption.MPTCP);

        byte[] answer = AnswerEncoder.accepted(signal, Optional.empty(), kinds);
        var accepted = assertInstanceOf(
                ConvertAnswer.Accepted.class,
                new AnswerDecoder(request).decode(ByteBuffer.wrap(concat(answer, data))));

        assertEquals(answer.length, accepted.consumed());
        assertEquals(request.extended(), accepted.server().isPresent());
        assertEquals(request.info(), accepted.supported().isPresent());
        accepted.supported().ifPresent(supported -> assertEquals(kinds, supported.kinds()));
    }

    /** A property proves something only if every kind of result comes up. */
    private static void requireEach(Object result, Class<?> sealed) {
        Statistics.collect(result.getClass());
        Statistics.coverage(coverage -> {
            for (Class<?> kind : sealed.getPermittedSubclasses()) {
                coverage.check(kind).count(count -> count > 5);
            }
        });
    }

    private static SynPayload syn(ConversionRequest request) {
        return request.format() == SignalFormat.RFC8803 ? SynPayload.NONE : SynPayload.MP_CAPABLE;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] poisoned(byte[] head, byte poison) {
        byte[] poisoned = Arrays.copyOf(head, head.length + POISON);
        Arrays.fill(poisoned, head.length, poisoned.length, poison);
        return poisoned;
    }

    /** The same bytes in the middle of a direct buffer full of something else. */
    private static ByteBuffer shifted(byte[] head) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(head.length + 2 * POISON);
        for (int at = 0; at < buffer.capacity(); at++) {
            buffer.put(at, (byte) 0x1E);
        }
        return buffer.put(POISON, head).position(POISON).limit(POISON + head.length);
    }
}
