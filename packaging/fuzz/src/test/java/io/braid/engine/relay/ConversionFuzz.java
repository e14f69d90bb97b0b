package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Conversions as another process handed them over. */
public final class ConversionFuzz {
    private ConversionFuzz() {}

    /** Conversions as they are written today: seeds that a new version of the codec leaves none of behind. */
    public static List<byte[]> seeds() {
        Conversion fresh = new Conversion(5, "s");
        Conversion full = new Conversion(Long.MAX_VALUE, "home");
        full.phase = Phase.AWAIT_ANSWER;
        full.answer = AnswerFormat.CONVERT;
        full.signal = new byte[] {1};
        full.signalLength = 1;
        full.request = new byte[] {1, 1, 0x22, 0x63};
        full.destination = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.9"), 443);
        full.source = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 0);
        full.customer.local = full.destination;
        full.customer.remote = full.source;
        full.concentrator = "c";
        full.access = "wan0";
        full.up.append(full.request, 0, full.request.length);
        full.firstBytes = new FirstBytes();
        full.firstBytes.append(full.request, 0, full.request.length);
        Verdict.Refuse silent = Verdict.refuse(Reason.CONCENTRATOR_SILENT, "why");
        full.suspicion = new Suspicion(new Attachment(full.destination, "wan0"), silent, 30);
        full.decided(silent);
        full.decided(Verdict.pass(Reason.ACCEPTED, ""));
        return List.of(ConversionCodec.encode(fresh), ConversionCodec.encode(full));
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Allocation.within(512 * 1024 + 64L * input.length, () -> read(input)).ifPresent(ConversionFuzz::again);
    }

    private static Optional<Conversion> read(byte[] input) {
        try {
            return Optional.of(ConversionCodec.decode(input));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void again(Conversion read) {
        byte[] written = ConversionCodec.encode(read);
        try {
            Check.same(written, ConversionCodec.encode(ConversionCodec.decode(written)));
        } catch (IOException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
    }
}
