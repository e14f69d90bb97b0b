package io.braid.engine.ident;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.util.Arrays;
import java.util.Optional;

/** What hosts answer to questions of RFC 1413. The first byte of an input chooses whether more will come. */
public final class IdentFuzz {
    private static final int POISON = 128;
    private static final int REMOTE_PORT = 6193;
    private static final int LOCAL_PORT = 23;

    private IdentFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        boolean ended = (input[0] & 1) == 1;
        int length = Math.min(input.length - 1, IdentReply.LINE_MAX);
        byte[] exact = Arrays.copyOfRange(input, 1, length + 1);
        byte[] longer = Arrays.copyOf(exact, length + POISON);
        Arrays.fill(longer, length, longer.length, (byte) '\n');
        Optional<IdentReply> read = Allocation.within(64 * 1024, () -> read(longer, length, ended));
        Check.same(read, read(exact, length, ended));
        Check.that(read.isPresent() || !ended, "nothing of a whole stream");
    }

    private static Optional<IdentReply> read(byte[] bytes, int length, boolean ended) {
        return IdentReply.read(bytes, length, ended, REMOTE_PORT, LOCAL_PORT);
    }
}
