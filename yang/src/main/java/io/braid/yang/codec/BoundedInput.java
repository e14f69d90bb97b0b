package io.braid.yang.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with an exception when it gives more than it may. */
final class BoundedInput extends FilterInputStream {
    private final long max;
    private long left;

    BoundedInput(InputStream in, long max) {
        super(in);
        this.max = max;
        this.left = max;
    }

    /** The text is longer than allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong(long max) {
            super("the document is longer than " + max + " bytes");
        }
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new TooLong(max);
        }
    }
}
