package io.braid.engine.convert;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first bytes of customers' streams. The first byte of an input chooses the rules, and what is known of the SYN. */
public final class SignalFuzz {
    private static final int POISON = 64;
    private static final List<SignalRules> RULES = List.of(
            SignalRules.DEFAULT,
            new SignalRules(ConvertRole.CONVERTER, 64, true, 0x2, true),
            new SignalRules(ConvertRole.CLIENT, 256, true, SignalRules.EARLY_SUBTYPE, true),
            new SignalRules(ConvertRole.CONVERTER, 256, false, 0, false));

    private SignalFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] head = Arrays.copyOfRange(input, 1, input.length);
        SynPayload syn =
                switch (input[0] >> 2 & 3) {
                    case 0 -> SynPayload.NONE;
                    case 1 -> SynPayload.MP_CAPABLE;
                    case 2 -> SynPayload.ofLength(head.length);
                    default -> SynPayload.ofLength(head.length / 2);
                };
        one(RULES.get(input[0] & 3), syn, head);
    }

    private static void one(SignalRules rules, SynPayload syn, byte[] head) throws Exception {
        SignalDecoder decoder = new SignalDecoder(rules);
        byte[] longer = Arrays.copyOf(head, head.length + POISON);
        Arrays.fill(longer, head.length, longer.length, (byte) 0xFA);
        Signal signal =
                Allocation.within(16 * 1024 + 64L * head.length, () -> decoder.decode(longer, head.length, syn));
        Check.same(told(signal), told(decoder.decode(inTheMiddle(head), syn)));
        switch (signal) {
            case Signal.NeedMore(int atLeast) ->
                Check.that(atLeast > head.length && atLeast <= rules.lengthMax(), signal);
            case Signal.Request request -> request(decoder, rules, request, head);
            case Signal.Inquiry(_, int consumed) -> Check.that(consumed <= head.length, signal);
            case Signal.Malformed(_, var problem, var answer) -> {
                Check.that(problem.offset() >= 0 && problem.offset() <= head.length, problem);
                answer.ifPresent(SignalFuzz::readable);
            }
            case Signal.NotASignal() -> Check.that(head.length >= 3, "too early to say");
        }
    }

    private static void request(SignalDecoder decoder, SignalRules rules, Signal.Request read, byte[] head) {
        Check.that(read.consumed() <= head.length && read.consumed() <= rules.lengthMax(), read);
        ConversionRequest request = read.request();
        request.unsupportedOptions(Set.of(TcpOption.MPTCP));
        byte[] again = request.encode(rules.mpConvertSubtype());
        if (again.length > rules.lengthMax()) {
            return;
        }
        SynPayload syn = request.format() == SignalFormat.RFC8803 ? SynPayload.NONE : SynPayload.ofLength(again.length);
        if (decoder.decode(again, again.length, syn) instanceof Signal.Request(var second, int consumed, _)) {
            Check.same(request, second);
            Check.same(again.length, consumed);
        } else {
            throw new AssertionError(request + " cannot be read again");
        }
        if (rules.reader() == ConvertRole.CONVERTER) {
            byte[] answer = AnswerEncoder.accepted(
                    read, Optional.of(Octets.EMPTY), List.of(TcpOption.SACK_PERMITTED, TcpOption.MPTCP));
            Check.that(answer.length <= ConvertMessage.LENGTH_MAX, answer.length);
        }
    }

    private static void readable(ConvertMessage answer) {
        byte[] bytes = answer.encode();
        try {
            Check.same(answer, ConvertMessage.decode(ByteBuffer.wrap(bytes), ConvertRole.CLIENT));
        } catch (ConvertException e) {
            throw new AssertionError("the client cannot read " + answer, e);
        }
    }

    private static ByteBuffer inTheMiddle(byte[] head) {
        ByteBuffer buffer = ByteBuffer.allocate(head.length + 2 * POISON);
        Arrays.fill(buffer.array(), (byte) 0x1E);
        return buffer.put(POISON, head).position(POISON).limit(POISON + head.length);
    }

    /** A signal without what has no equality. */
    private static Object told(Signal signal) {
        return signal instanceof Signal.Malformed(_, var problem, var answer) ? problem.getMessage() + answer : signal;
    }
}
