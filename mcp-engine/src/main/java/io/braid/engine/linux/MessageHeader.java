package io.braid.engine.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A struct msghdr with one buffer and room for one control message of descriptors (cmsg(3), 64-bit layout). */
final class MessageHeader {
    private static final int HEADER_BYTES = 56;
    private static final int CONTROL_HEADER_BYTES = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_TRUNC = 0x20;

    private final MemorySegment header;
    private final MemorySegment buffer;
    private final MemorySegment control;

    MessageHeader(Arena arena, int bytes, int descriptors) {
        header = arena.allocate(HEADER_BYTES, 8);
        buffer = arena.allocate(bytes, 8);
        control = arena.allocate(CONTROL_HEADER_BYTES + 4L * (descriptors + descriptors % 2), 8);
        MemorySegment vector = arena.allocate(16, 8);
        vector.set(ValueLayout.ADDRESS, 0, buffer);
        vector.set(ValueLayout.JAVA_LONG, 8, bytes);
        header.set(ValueLayout.ADDRESS, 16, vector);
        header.set(ValueLayout.JAVA_LONG, 24, 1);
        header.set(ValueLayout.ADDRESS, 32, control);
        header.set(ValueLayout.JAVA_LONG, 40, control.byteSize());
    }

    MemorySegment memory() {
        return header;
    }

    void put(byte[] bytes, int[] descriptors) {
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
        if (descriptors.length == 0) {
            header.set(ValueLayout.JAVA_LONG, 40, 0);
            return;
        }
        control.set(ValueLayout.JAVA_LONG, 0, CONTROL_HEADER_BYTES + 4L * descriptors.length);
        control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
        control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
        MemorySegment.copy(
                descriptors, 0, control, ValueLayout.JAVA_INT, CONTROL_HEADER_BYTES, descriptors.length);
    }

    byte[] bytes(int length) {
        return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    int[] descriptors() {
        long received = header.get(ValueLayout.JAVA_LONG, 40);
        if (received < CONTROL_HEADER_BYTES
                || control.get(ValueLayout.JAVA_INT, 8) != SOL_SOCKET
                || control.get(ValueLayout.JAVA_INT, 12) != SCM_RIGHTS) {
            return new int[0];
        }
        long length = Math.min(control.get(ValueLayout.JAVA_LONG, 0), received) - CONTROL_HEADER_BYTES;
        return control.asSlice(CONTROL_HEADER_BYTES, length / 4 * 4).toArray(ValueLayout.JAVA_INT);
    }

    boolean truncated() {
        return (header.get(ValueLayout.JAVA_INT, 48) & (MSG_CTRUNC | MSG_TRUNC)) != 0;
    }
}
