package io.braid.lab.host;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A stream between two hosts as a program sees it, whatever carries it. One thread may read while another writes. */
public interface Connection extends AutoCloseable {
    /** Seconds a read or write waits before it counts as failed. */
    int LIMIT_SECONDS = 60;

    /**
     * Reads what there is, at least one byte.
     *
     * @return bytes read, or -1 at the end of the stream
     * @throws IOException on a reset, or when nothing comes within {@value #LIMIT_SECONDS} seconds
     */
    int read(byte[] buffer) throws IOException;

    /** Writes all of it. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Ends the sending half. */
    void endOutput() throws IOException;

    /** Aborts the connection. */
    void reset();

    InetSocketAddress local() throws IOException;

    InetSocketAddress peer() throws IOException;

    @Override
    void close();

    /** Reads exactly {@code length} bytes. */
    default byte[] readExactly(int length) throws IOException {
        byte[] all = new byte[length];
        byte[] one = new byte[1];
        // Byte by byte: used for short headers only, and nothing behind them may be taken.
        for (int i = 0; i < length; i++) {
            if (read(one) < 0) {
                throw new IOException("the stream ended after " + i + " of " + length + " bytes");
            }
            all[i] = one[0];
        }
        return all;
    }
}
