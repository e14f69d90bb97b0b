package io.braid.netconf.frame;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A buffered stream that can be looked into. It outlives the change of framing after the hello. */
final class ByteSource {
    private static final int SIZE = 16 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int start;
    private int end;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** Waits until that many bytes are there, or the stream has ended; tells whether they are there. */
    boolean await(int bytes) throws IOException {
        while (end - start < bytes) {
            if (SIZE - start < bytes) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            int n = in.read(buffer, end, SIZE - end);
            if (n < 0) {
                return false;
            }
            end += n;
        }
        return true;
    }

    int available() {
        return end - start;
    }

    /** The byte that far ahead, which {@link #await} has found to be there. */
    byte peek(int ahead) {
        return buffer[start + ahead];
    }

    void skip(int bytes) {
        start += bytes;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** The next byte, 0 to 255. */
    int take() throws IOException {
        if (!await(1)) {
            throw new EOFException("the stream ended within a message");
        }
        int octet = buffer[start] & 0xff;
        skip(1);
        return octet;
    }

    /** Moves bytes that are there. */
    int take(byte[] target, int offset, int length) {
        int n = Math.min(length, available());
        System.arraycopy(buffer, start, target, offset, n);
        skip(n);
        return n;
    }
}
