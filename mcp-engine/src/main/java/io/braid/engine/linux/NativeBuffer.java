package io.braid.engine.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory the kernel can read and write: a fixed number of bytes, freed by {@link #close} or with its owner. */
public final class NativeBuffer implements AutoCloseable {
    private final Arena arena;
    final MemorySegment memory;

    private NativeBuffer(Arena arena, int capacity) {
        this.arena = arena;
        this.memory = arena.allocate(capacity, 64);
    }

    /** A buffer that lives as long as the program needs it. */
    public static NativeBuffer permanent(int capacity) {
        return new NativeBuffer(Arena.ofAuto(), capacity);
    }

    /** A buffer to be closed by whoever owns it; used from any thread, by one at a time. */
    public static NativeBuffer owned(int capacity) {
        return new NativeBuffer(Arena.ofShared(), capacity);
    }

    /** Bytes it holds at most. */
    public int capacity() {
        return (int) memory.byteSize();
    }

    /** Copies bytes in. */
    public void put(int offset, byte[] bytes, int from, int length) {
        MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, offset, length);
    }

    /** Copies bytes out. */
    public void get(int offset, byte[] bytes, int to, int length) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, bytes, to, length);
    }

    @Override
    public void close() {
        arena.close();
    }
}
