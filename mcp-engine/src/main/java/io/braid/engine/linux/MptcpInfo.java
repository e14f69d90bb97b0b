package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of struct mptcp_info that Braid reads.
 *
 * @param subflows subflows besides the initial one
 * @param fallback whether the connection fell back to TCP
 * @param remoteKeyReceived whether the peer's key is known
 * @param token the local token, which names the connection towards the path manager (RFC 8684 §3.1)
 * @param bytesSent bytes of the data level
 * @param bytesReceived bytes of the data level
 */
public record MptcpInfo(
        int subflows, boolean fallback, boolean remoteKeyReceived, int token, long bytesSent, long bytesReceived) {
    private static final int SOL_MPTCP = 284;
    private static final int MPTCP_INFO = 1;
    private static final int MPTCP_SUBFLOW_ADDRS = 3;
    private static final int INFO_BYTES = 96;
    private static final int HEADER_BYTES = 16;
    private static final int ENTRY_BYTES = 2 * SockAddr.STORAGE_BYTES;
    private static final int SUBFLOWS_MAX = 16;

    /** One subflow's ends. */
    public record Subflow(InetSocketAddress local, InetSocketAddress remote) {}

    /** Reads it from a connected MPTCP socket; EOPNOTSUPP after a fallback at the handshake. */
    public static MptcpInfo of(int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment v = arena.allocate(INFO_BYTES, 8);
            ErrnoException.check("getsockopt", "MPTCP_INFO", read(fd, arena, v));
            return decode(v);
        }
    }

    /** The same from any connected socket; null when it speaks plain TCP, from the start or after a fallback. */
    public static MptcpInfo ifSpoken(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment v = arena.allocate(INFO_BYTES, 8);
            MptcpInfo info = read(fd, arena, v) < 0 ? null : decode(v);
            return info == null || info.fallback() ? null : info;
        }
    }

    private static int read(int fd, Arena arena, MemorySegment into) {
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, INFO_BYTES);
        return Libc.getsockopt(fd, SOL_MPTCP, MPTCP_INFO, into, length);
    }

    private static MptcpInfo decode(MemorySegment v) {
        int flags = v.get(ValueLayout.JAVA_INT, 8);
        return new MptcpInfo(
                v.get(ValueLayout.JAVA_BYTE, 0) & 0xff,
                (flags & 1) != 0,
                (flags & 2) != 0,
                v.get(ValueLayout.JAVA_INT, 12),
                v.get(ValueLayout.JAVA_LONG, 56),
                v.get(ValueLayout.JAVA_LONG, 64));
    }

    /** The subflows that exist now, at most 16. */
    public static List<Subflow> subflows(int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            int bytes = HEADER_BYTES + SUBFLOWS_MAX * ENTRY_BYTES;
            MemorySegment v = arena.allocate(bytes, 8);
            v.set(ValueLayout.JAVA_INT, 0, HEADER_BYTES);
            v.set(ValueLayout.JAVA_INT, 12, ENTRY_BYTES);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, bytes);
            ErrnoException.check(
                    "getsockopt",
                    "MPTCP_SUBFLOW_ADDRS",
                    Libc.getsockopt(fd, SOL_MPTCP, MPTCP_SUBFLOW_ADDRS, v, length));
            int count = Math.min(v.get(ValueLayout.JAVA_INT, 4), SUBFLOWS_MAX);
            List<Subflow> subflows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long at = HEADER_BYTES + (long) i * ENTRY_BYTES;
                subflows.add(new Subflow(SockAddr.decode(v, at), SockAddr.decode(v, at + SockAddr.STORAGE_BYTES)));
            }
            return subflows;
        }
    }
}
