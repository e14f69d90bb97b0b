package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A raw socket that receives the ICMP or ICMPv6 messages «destination unreachable» of a namespace, and nothing else
 * (raw(7), icmpv6(7)). It needs CAP_NET_RAW. An MPTCP socket refuses IP_RECVERR, so that there is no other way to the code
 * of a failed connect.
 */
public final class IcmpSocket implements AutoCloseable {
    /** Bytes kept of a message: the headers of both packets, and the ports. */
    public static final int BYTES_MAX = 256;

    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int SOL_RAW = 255;
    private static final int FILTER = 1;
    private static final int UNREACHABLE4 = 3;
    private static final int UNREACHABLE6 = 1;
    private static final int FILTER6_WORDS = 8;

    private final int fd;
    private final NativeBuffer buffer = NativeBuffer.permanent(BYTES_MAX);

    private IcmpSocket(int fd) {
        this.fd = fd;
    }

    /** For ICMP; what is received begins with an IPv4 header. */
    public static IcmpSocket four(NetNs netns) throws IOException {
        int fd = netns.socket(SockAddr.AF_INET, SOCK_RAW, IPPROTO_ICMP);
        return filtered(fd, SOL_RAW, new int[] {~(1 << UNREACHABLE4)});
    }

    /** For ICMPv6; what is received begins with the ICMPv6 header. */
    public static IcmpSocket six(NetNs netns) throws IOException {
        int fd = netns.socket(SockAddr.AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
        int[] blocked = new int[FILTER6_WORDS];
        java.util.Arrays.fill(blocked, -1);
        blocked[0] = ~(1 << UNREACHABLE6);
        return filtered(fd, IPPROTO_ICMPV6, blocked);
    }

    private static IcmpSocket filtered(int fd, int level, int[] blocked) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment filter = arena.allocateFrom(ValueLayout.JAVA_INT, blocked);
            ErrnoException.check(
                    "setsockopt", "ICMP_FILTER", Libc.setsockopt(fd, level, FILTER, filter, (int) filter.byteSize()));
            return new IcmpSocket(fd);
        } catch (ErrnoException e) {
            Libc.close(fd);
            throw e;
        }
    }

    /**
     * Takes the next message; never waits.
     *
     * @param into at least {@link #BYTES_MAX} bytes
     * @return bytes of it, or a negative errno
     */
    public int receive(byte[] into) {
        int length = Libc.recv(fd, buffer.memory, BYTES_MAX, 0);
        if (length > 0) {
            buffer.get(0, into, 0, length);
        }
        return length;
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
