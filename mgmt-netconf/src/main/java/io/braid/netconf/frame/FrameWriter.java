package io.braid.netconf.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** Puts messages into a stream. Begins with the framing of the hello, {@code ]]>]]>}. */
public final class FrameWriter {
    private static final int SIZE = 16 << 10;
    private static final byte[] END_OF_CHUNKS = "\n##\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ReentrantLock busy = new ReentrantLock();
    private boolean chunked;

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Messages from now on go in chunks. */
    public void chunked() {
        chunked = true;
    }

    /**
     * Begins a message, which ends when it is closed, by the same thread. A message of another thread waits for that. Text in
     * it must not have {@code ]]>}.
     */
    public OutputStream message() {
        busy.lock();
        return new Message();
    }

    private final class Message extends OutputStream {
        /** What goes before the data of a chunk, so that a chunk is one write. */
        private static final int HEADER = 16;

        /** Room for the longer of the two ends. */
        private static final int TRAILER = 8;

        private final byte[] buffer = new byte[HEADER + SIZE + TRAILER];
        private int end = HEADER;
        private boolean closed;

        @Override
        public void write(int octet) throws IOException {
            room();
            buffer[end++] = (byte) octet;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            int from = offset;
            while (from < offset + length) {
                room();
                int n = Math.min(offset + length - from, HEADER + SIZE - end);
                System.arraycopy(source, from, buffer, end, n);
                end += n;
                from += n;
            }
        }

        private void room() throws IOException {
            if (end == HEADER + SIZE) {
                send(new byte[0]);
            }
        }

        /** Sends what is there, with this after it. */
        private void send(byte[] trailer) throws IOException {
            int start = HEADER;
            if (chunked && end > HEADER) {
                byte[] header = ("\n#" + (end - HEADER) + "\n").getBytes(StandardCharsets.US_ASCII);
                start = HEADER - header.length;
                System.arraycopy(header, 0, buffer, start, header.length);
            }
            System.arraycopy(trailer, 0, buffer, end, trailer.length);
            out.write(buffer, start, end + trailer.length - start);
            end = HEADER;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try {
                    send(chunked ? END_OF_CHUNKS : EndOfMessageInput.DELIMITER);
                    out.flush();
                } finally {
                    busy.unlock();
                }
            }
        }
    }
}
