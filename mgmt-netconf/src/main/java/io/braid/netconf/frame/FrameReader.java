package io.braid.netconf.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Takes messages out of a stream. Begins with the framing of the hello, {@code ]]>]]>}. For one thread. */
public final class FrameReader {
    private final ByteSource source;
    private final long bytesMax;
    private boolean chunked;

    /**
     * Reads from a stream.
     *
     * @param bytesMax longest message, in bytes
     */
    public FrameReader(InputStream in, long bytesMax) {
        this.source = new ByteSource(in);
        this.bytesMax = bytesMax;
    }

    /** Messages from now on come in chunks: both sides have announced base:1.1. */
    public void chunked() {
        chunked = true;
    }

    /** Waits for the first byte of a message and gives the message; empty if the stream ended before one. */
    public Optional<MessageInput> next() throws IOException {
        if (chunked) {
            return source.await(1) ? Optional.of(new ChunkedInput(source, bytesMax)) : Optional.empty();
        }
        // People end lines after the delimiter; an XML declaration has to be the first thing in its message.
        while (source.await(1)) {
            if (!Character.isWhitespace(source.peek(0))) {
                return Optional.of(new EndOfMessageInput(source, bytesMax));
            }
            source.skip(1);
        }
        return Optional.empty();
    }
}
