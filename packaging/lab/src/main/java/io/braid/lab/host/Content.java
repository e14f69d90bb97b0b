package io.braid.lab.host;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A stream of bytes no two places of which look alike: a random block, numbered at every repetition. */
final class Content {
    static final int BLOCK_BYTES = 64 << 10;

    private final byte[] block = new byte[BLOCK_BYTES];
    private final ByteBuffer number = ByteBuffer.wrap(block);
    private long next;

    Content(long seed) {
        new SplittableRandom(seed).nextBytes(block);
    }

    /** The next block; the same array every time. */
    byte[] next() {
        number.putLong(0, next++);
        return block;
    }
}
