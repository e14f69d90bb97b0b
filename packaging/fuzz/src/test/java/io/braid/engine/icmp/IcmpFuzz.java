package io.braid.engine.icmp;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.util.Arrays;
import java.util.Optional;

/** What comes out of raw ICMP sockets. The first byte of an input chooses the family. */
public final class IcmpFuzz {
    private static final int POISON = 128;

    private IcmpFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        int length = input.length - 1;
        byte[] exact = Arrays.copyOfRange(input, 1, input.length);
        byte[] longer = Arrays.copyOf(exact, length + POISON);
        Arrays.fill(longer, length, longer.length, (byte) 0x45);
        boolean four = (input[0] & 1) == 0;
        Optional<Unreachable> read = Allocation.within(16 * 1024, () -> read(four, longer, length));
        Check.same(read, read(four, exact, length));
        read.ifPresent(found -> Check.that(found.code() >= 0 && found.code() <= 255, found));
    }

    private static Optional<Unreachable> read(boolean four, byte[] bytes, int length) {
        return four ? Unreachable.four(bytes, length) : Unreachable.six(bytes, length);
    }
}
