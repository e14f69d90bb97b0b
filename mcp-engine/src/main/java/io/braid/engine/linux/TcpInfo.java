package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The start of struct tcp_info; of an MPTCP socket, that of its first subflow.
 *
 * @param state TCP state as the kernel numbers it, 1 is ESTABLISHED
 * @param options bits: 1 timestamps, 2 SACK, 4 window scale, 8 ECN, 32 data came in the SYN
 * @param sendScale window scale of the peer, 0 to 14
 * @param sendMss bytes
 * @param receiveMss bytes
 * @param rttMicros smoothed round trip time
 * @param fastOpen how data in an own SYN fared
 */
public record TcpInfo(int state, int options, int sendScale, int sendMss, int receiveMss, int rttMicros, FastOpen fastOpen) {
    /** How data in an own SYN fared, in the kernel's order. */
    public enum FastOpen {
        /** It was acknowledged, or there was none. */
        NO_FAILURE,
        NO_COOKIE,
        /** The SYN/ACK acknowledged the SYN alone. */
        DATA_NOT_ACKNOWLEDGED,
        /** There was no answer to the SYN with data; it was sent again without. */
        SYN_RETRANSMITTED
    }

    private static final int SOL_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int BYTES = 104;

    /** Reads it from a connected socket. */
    public static TcpInfo of(int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment v = arena.allocate(BYTES, 8);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, BYTES);
            ErrnoException.check("getsockopt", "TCP_INFO", Libc.getsockopt(fd, SOL_TCP, TCP_INFO, v, length));
            return new TcpInfo(
                    v.get(ValueLayout.JAVA_BYTE, 0),
                    v.get(ValueLayout.JAVA_BYTE, 5) & 0xff,
                    v.get(ValueLayout.JAVA_BYTE, 6) & 0xf,
                    v.get(ValueLayout.JAVA_INT, 16),
                    v.get(ValueLayout.JAVA_INT, 20),
                    v.get(ValueLayout.JAVA_INT, 68),
                    FastOpen.values()[v.get(ValueLayout.JAVA_BYTE, 7) >> 1 & 3]);
        }
    }

    /** Whether data came in the SYN (RFC 7413). */
    public boolean synData() {
        return (options & 0x20) != 0;
    }
}
