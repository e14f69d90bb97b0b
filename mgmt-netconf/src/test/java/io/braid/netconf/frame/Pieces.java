package io.braid.netconf.frame;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A stream that gives its bytes in pieces: no read goes beyond a cut. */
final class Pieces extends InputStream {
    private final byte[] bytes;
    private final Set<Integer> cuts;
    private int at;

    Pieces(String text, Set<Integer> cuts) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.cuts = cuts;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == bytes.length) {
            return -1;
        }
        int n = 0;
        do {
            target[offset + n++] = bytes[at++];
        } while (n < length && at < bytes.length && !cuts.contains(at));
        return n;
    }
}
