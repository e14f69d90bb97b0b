package io.braid.engine.relay;

import java.util.ArrayDeque;

/** Blocks for short sends, kept by one loop for reuse: at most {@value #KEPT_MAX} of {@value #BLOCK} bytes. */
final class StashPool {
    static final int BLOCK = 64 * 1024;
    static final int KEPT_MAX = 64;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>(KEPT_MAX);

    /** An array of at least {@code length} bytes. */
    byte[] take(int length) {
        if (length > BLOCK) {
            return new byte[length];
        }
        byte[] block = free.pollFirst();
        return block != null ? block : new byte[BLOCK];
    }

    /** Gives an array back; those of another size are left to the collector. */
    void give(byte[] block) {
        if (block.length == BLOCK && free.size() < KEPT_MAX) {
            free.addFirst(block);
        }
    }
}
