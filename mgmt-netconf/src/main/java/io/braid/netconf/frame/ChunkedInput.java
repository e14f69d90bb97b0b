package io.braid.netconf.frame;

import java.io.EOFException;
import java.io.IOException;

/** A message in chunks (RFC 6242 §4.2): {@code LF # size LF data}, and {@code LF # # LF} at its end. */
final class ChunkedInput extends MessageInput {
    /** Largest chunk, in bytes. */
    private static final long CHUNK_MAX = 4_294_967_295L;

    private final ByteSource source;
    private long left;
    private boolean first = true;

    ChunkedInput(ByteSource source, long bytesMax) {
        super(bytesMax);
        this.source = source;
    }

    @Override
    int more(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            left = header();
            first = false;
            if (left == 0) {
                return -1;
            }
        }
        if (!source.await(1)) {
            throw new EOFException("the stream ended within a chunk");
        }
        int n = source.take(target, offset, (int) Math.min(length, left));
        left -= n;
        return n;
    }

    /** The size of the next chunk; 0 at the end of the message. */
    private long header() throws IOException {
        expect('\n', source.take());
        expect('#', source.take());
        int octet = source.take();
        if (octet == '#' && !first) {
            expect('\n', source.take());
            return 0;
        }
        if (octet < '1' || octet > '9') {
            throw new FramingException("a chunk's size begins with a digit from 1 to 9, not with " + shown(octet));
        }
        long size = 0;
        while (octet != '\n') {
            if (octet < '0' || octet > '9') {
                throw new FramingException("a chunk's size consists of digits, not of " + shown(octet));
            }
            size = size * 10 + octet - '0';
            if (size > CHUNK_MAX) {
                throw new FramingException("a chunk has at most " + CHUNK_MAX + " bytes");
            }
            octet = source.take();
        }
        return size;
    }

    private static void expect(char wanted, int octet) throws FramingException {
        if (octet != wanted) {
            throw new FramingException("a chunk begins with a line feed and #: expected " + shown(wanted) + ", not "
                    + shown(octet));
        }
    }

    private static String shown(int octet) {
        return octet > ' ' && octet < 0x7f ? "'" + (char) octet + "'" : "the byte " + octet;
    }
}
