package io.braid.netconf.frame;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A message that ends with {@code ]]>]]>} (RFC 6242 §4.3). */
final class EndOfMessageInput extends MessageInput {
    static final byte[] DELIMITER = "]]>]]>".getBytes(StandardCharsets.US_ASCII);

    private final ByteSource source;

    EndOfMessageInput(ByteSource source, long bytesMax) {
        super(bytesMax);
        this.source = source;
    }

    @Override
    int more(byte[] target, int offset, int length) throws IOException {
        // Before its end a message is followed by at least the delimiter: waiting for that many waits for nothing.
        if (!source.await(DELIMITER.length)) {
            throw new EOFException("the stream ended within a message");
        }
        if (atDelimiter()) {
            source.skip(DELIMITER.length);
            return -1;
        }
        int most = Math.min(length, source.available());
        int n = 1;
        while (n < most && source.peek(n) != DELIMITER[0]) {
            n++;
        }
        return source.take(target, offset, n);
    }

    private boolean atDelimiter() {
        for (int i = 0; i < DELIMITER.length; i++) {
            if (source.peek(i) != DELIMITER[i]) {
                return false;
            }
        }
        return true;
    }
}
