package io.braid.netconf.frame;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Streams of NETCONF peers in both framings; the first byte of an input chooses. However reads are cut, messages are the same. */
public final class FramingFuzz {
    private static final int MESSAGE_MAX = 512;

    private FramingFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        boolean chunked = (input[0] & 1) == 1;
        List<String> whole = Allocation.within(
                256 * 1024 + 1024L * input.length,
                () -> messages(new ByteArrayInputStream(input, 1, input.length - 1), chunked));
        Check.same(whole, messages(new OneByOne(new ByteArrayInputStream(input, 1, input.length - 1)), chunked));
    }

    /** All messages, and how the stream ended. */
    private static List<String> messages(InputStream in, boolean chunked) {
        List<String> messages = new ArrayList<>();
        FrameReader reader = new FrameReader(in, MESSAGE_MAX);
        if (chunked) {
            reader.chunked();
        }
        try {
            for (Optional<MessageInput> next = reader.next(); next.isPresent(); next = reader.next()) {
                messages.add(message(next.get()));
            }
            messages.add("end");
        } catch (FramingException | EOFException e) {
            messages.add(e.getClass() + e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("not the codec's own error", e);
        }
        return messages;
    }

    private static String message(MessageInput in) throws IOException {
        byte[] bytes = new byte[MESSAGE_MAX + 1];
        int length = 0;
        try {
            for (int n = in.read(bytes, 0, bytes.length); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
                length += n;
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (MessageTooBigException e) {
            in.drain();
            return "too big";
        }
    }

    /** Gives a byte at a time. */
    private static final class OneByOne extends FilterInputStream {
        OneByOne(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1));
        }
    }
}
