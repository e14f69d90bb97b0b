package io.braid.netconf.frame;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one message. Ends where the message ends. */
public abstract sealed class MessageInput extends InputStream permits EndOfMessageInput, ChunkedInput {
    private static final int SKIP = 8 << 10;

    private final long bytesMax;
    private long left;
    private boolean ended;

    MessageInput(long bytesMax) {
        this.bytesMax = bytesMax;
        this.left = bytesMax;
    }

    /** The next bytes, at least one; -1 at the end of the message. */
    abstract int more(byte[] target, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads.
     *
     * @throws MessageTooBigException if the message is longer than allowed
     * @throws FramingException if the stream breaks the framing
     */
    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int n = more(target, offset, length);
        if (n < 0) {
            ended = true;
            return -1;
        }
        left -= n;
        if (left < 0) {
            throw new MessageTooBigException(bytesMax);
        }
        return n;
    }

    /**
     * Skips the rest of the message, so that the next can be read.
     *
     * @throws FramingException if the rest is longer than a whole message may be
     */
    public final void drain() throws IOException {
        byte[] waste = new byte[SKIP];
        left = bytesMax;
        while (!ended) {
            try {
                read(waste, 0, waste.length);
            } catch (MessageTooBigException e) {
                throw new FramingException(e.getMessage() + ", and does not end");
            }
        }
    }
}
