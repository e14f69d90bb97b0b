package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A subflow and the part of its struct tcp_info that an operator looks at.
 *
 * @param local this host's end
 * @param remote the peer's end
 * @param rttMicros smoothed round trip time in microseconds; 0 before it was measured
 * @param congestionWindow segments
 * @param retransmissions segments that were sent again
 * @param bytesSent payload, retransmissions included
 * @param bytesRetransmitted payload that was sent again
 * @param bytesReceived payload, in order
 */
public record SubflowInfo(
        InetSocketAddress local,
        InetSocketAddress remote,
        long rttMicros,
        long congestionWindow,
        long retransmissions,
        long bytesSent,
        long bytesRetransmitted,
        long bytesReceived) {
    private static final int SOL_MPTCP = 284;
    private static final int MPTCP_FULL_INFO = 4;
    private static final int SUBFLOWS_MAX = 16;

    /** struct mptcp_full_info, with room for the struct mptcp_info at its end. */
    private static final int FULL_BYTES = 40 + 128;

    private static final long ADDRS = 8;
    private static final int ENTRY_BYTES = 8 + 2 * SockAddr.STORAGE_BYTES;
    private static final int TCP_BYTES = 216;

    /**
     * The subflows of a connected MPTCP socket that exist now, at most 16; one call, whatever their number.
     *
     * @throws ErrnoException if it fell back to TCP at the handshake, or the kernel is older than 6.5
     */
    public static List<SubflowInfo> of(int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate((long) SUBFLOWS_MAX * ENTRY_BYTES, 8);
            MemorySegment tcp = arena.allocate((long) SUBFLOWS_MAX * TCP_BYTES, 8);
            MemorySegment full = arena.allocate(FULL_BYTES, 8);
            full.set(ValueLayout.JAVA_INT, 4, TCP_BYTES);
            full.set(ValueLayout.JAVA_INT, 12, ENTRY_BYTES);
            full.set(ValueLayout.JAVA_INT, 20, SUBFLOWS_MAX);
            full.set(ValueLayout.JAVA_LONG, 24, ends.address());
            full.set(ValueLayout.JAVA_LONG, 32, tcp.address());
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, FULL_BYTES);
            ErrnoException.check(
                    "getsockopt", "MPTCP_FULL_INFO", Libc.getsockopt(fd, SOL_MPTCP, MPTCP_FULL_INFO, full, length));
            int count = Math.min(full.get(ValueLayout.JAVA_INT, 16), SUBFLOWS_MAX);
            List<SubflowInfo> subflows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                subflows.add(decode(ends, (long) i * ENTRY_BYTES + ADDRS, tcp.asSlice((long) i * TCP_BYTES, TCP_BYTES)));
            }
            return subflows;
        }
    }

    private static SubflowInfo decode(MemorySegment ends, long at, MemorySegment tcp) {
        return new SubflowInfo(
                SockAddr.decode(ends, at),
                SockAddr.decode(ends, at + SockAddr.STORAGE_BYTES),
                u32(tcp, 68),
                u32(tcp, 80),
                u32(tcp, 100),
                tcp.get(ValueLayout.JAVA_LONG, 200),
                tcp.get(ValueLayout.JAVA_LONG, 208),
                tcp.get(ValueLayout.JAVA_LONG, 128));
    }

    private static long u32(MemorySegment tcp, long offset) {
        return Integer.toUnsignedLong(tcp.get(ValueLayout.JAVA_INT, offset));
    }
}
