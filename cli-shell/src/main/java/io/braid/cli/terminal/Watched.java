package io.braid.cli.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows when something came last. */
final class Watched extends FilterInputStream {
    private volatile long last = System.nanoTime();

    Watched(InputStream in) {
        super(in);
    }

    /** How long nothing has come, in nanoseconds. */
    long silent() {
        return System.nanoTime() - last;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        last = System.nanoTime();
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        last = System.nanoTime();
        return read;
    }
}
