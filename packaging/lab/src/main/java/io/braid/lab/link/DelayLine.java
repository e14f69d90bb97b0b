package io.braid.lab.link;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PacketSocket;
import java.util.Random;

/**
 * One direction of a cable: frames in order, each leaving a fixed time after it came. They lie in a ring of memory and
 * are received into it and sent from it, never copied. Bounded in bytes and frames; beyond, frames are dropped.
 */
final class DelayLine {
    private static final int FRAMES_MAX = 1 << 14;
    private static final int FRAMES_PER_TURN = 64;

    private final PacketSocket from;
    private final PacketSocket to;
    private final long delayNanos;
    private final double loss;
    private final Random random;
    private final NativeBuffer ring;
    private final NativeBuffer scratch = NativeBuffer.permanent(64);
    private final int[] offsets = new int[FRAMES_MAX];
    private final int[] lengths = new int[FRAMES_MAX];
    private final long[] dueNanos = new long[FRAMES_MAX];
    private long head;
    private long tail;
    private int writeAt;
    private volatile long forwarded;
    private volatile long lost;
    private volatile long overflowed;
    private volatile long refused;

    DelayLine(PacketSocket from, PacketSocket to, Shape shape, int ringBytes, long seed) {
        this.from = from;
        this.to = to;
        this.delayNanos = (long) (shape.delayMs() * 1e6);
        this.loss = shape.loss();
        this.random = new Random(seed);
        this.ring = NativeBuffer.permanent(ringBytes);
    }

    /** Takes in what has arrived: at most a turn's worth, so that due frames of the other direction are not late. */
    void take() {
        for (int i = 0; i < FRAMES_PER_TURN; i++) {
            int room = room();
            if (room == 0) {
                if (from.receive(scratch, 0, scratch.capacity()) < 0) {
                    return;
                }
                overflowed++;
                continue;
            }
            int length = from.receive(ring, writeAt, room);
            if (length < 0) {
                return;
            }
            if (loss > 0 && random.nextDouble() < loss) {
                lost++;
                continue;
            }
            keep(length);
        }
    }

    private void keep(int length) {
        int slot = (int) (head % FRAMES_MAX);
        offsets[slot] = writeAt;
        lengths[slot] = length;
        dueNanos[slot] = System.nanoTime() + delayNanos;
        writeAt += length;
        head++;
    }

    /** Room for a frame of any size at the place to write, or 0. Wraps when the end of the ring is too near. */
    private int room() {
        if (head - tail == FRAMES_MAX) {
            return 0;
        }
        if (head == tail) {
            writeAt = 0;
            return PacketSocket.FRAME_BYTES_MAX;
        }
        int oldest = offsets[(int) (tail % FRAMES_MAX)];
        if (writeAt > oldest) {
            if (ring.capacity() - writeAt >= PacketSocket.FRAME_BYTES_MAX) {
                return PacketSocket.FRAME_BYTES_MAX;
            }
            if (oldest <= PacketSocket.FRAME_BYTES_MAX) {
                return 0;
            }
            writeAt = 0;
        }
        // At equality with the oldest frame the ring would read as empty: keep one byte free.
        return oldest - writeAt > PacketSocket.FRAME_BYTES_MAX ? PacketSocket.FRAME_BYTES_MAX : 0;
    }

    /**
     * Sends what is due.
     *
     * @return nanoseconds until the next frame is due, or {@link Long#MAX_VALUE} when there is none
     */
    long release() {
        long now = System.nanoTime();
        while (tail < head) {
            int slot = (int) (tail % FRAMES_MAX);
            long wait = dueNanos[slot] - now;
            if (wait > 0) {
                return wait;
            }
            if (to.send(ring, offsets[slot], lengths[slot]) < 0) {
                refused++;
            } else {
                forwarded++;
            }
            tail++;
        }
        return Long.MAX_VALUE;
    }

    LinkCounters counters() {
        return new LinkCounters(forwarded, lost, overflowed, refused);
    }
}
