package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/**
 * What a conversion does with TCP and MPTCP sockets, on bare file descriptors: a conversion is data, and a descriptor is
 * all of a socket that data can hold.
 *
 * <p>Calls on the relay path ({@link #recv}, {@link #send}, {@link #accept}) answer with a count or a negative errno and
 * allocate nothing; the others throw {@link ErrnoException}.
 */
public final class StreamSocket {
    static final int SOCK_STREAM = 1;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    /** {@link #recv} and {@link #send}: nothing to do now. */
    public static final int WOULD_BLOCK = -Errno.EAGAIN;

    private static final int MSG_PEEK = 0x2;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_FASTOPEN = 0x2000_0000;
    private static final int SHUT_WR = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_LINGER = 13;
    private static final int SO_BINDTODEVICE = 25;

    /** Transport protocols of a leg. */
    public enum Protocol {
        TCP(6),
        MPTCP(262);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }

        /** The protocol number of {@code socket(2)}. */
        public int number() {
            return number;
        }
    }

    private StreamSocket() {}

    /** Sets an option. */
    public static void set(int fd, SocketOption option, int value) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment v = arena.allocateFrom(ValueLayout.JAVA_INT, value);
            ErrnoException.check(
                    "setsockopt", option + "=" + value, Libc.setsockopt(fd, option.level, option.number, v, 4));
        }
    }

    /** Reads an option. */
    public static int get(int fd, SocketOption option) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment v = arena.allocate(4, 4);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 4);
            ErrnoException.check("getsockopt", option, Libc.getsockopt(fd, option.level, option.number, v, length));
            return v.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /** Confines a socket that is not yet connected to one interface. */
    public static void bindToDevice(int fd, String interfaceName) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(interfaceName);
            ErrnoException.check(
                    "setsockopt",
                    "SO_BINDTODEVICE=" + interfaceName,
                    Libc.setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, (int) name.byteSize()));
        }
    }

    public static void bind(int fd, InetSocketAddress address) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoException.check(
                    "bind", address, Libc.bind(fd, SockAddr.encode(arena, address), SockAddr.IN6_BYTES));
        }
    }

    public static void listen(int fd, int backlog) throws ErrnoException {
        ErrnoException.check("listen", "fd " + fd, Libc.listen(fd, backlog));
    }

    /**
     * The next pending connection, non-blocking.
     *
     * @return its descriptor, or a negative errno
     */
    public static int accept(int listener) {
        return Libc.accept4(listener, MemorySegment.NULL, MemorySegment.NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    }

    /**
     * As {@link #accept}, with the address of the peer.
     *
     * @param peer takes it
     */
    public static int accept(int listener, PeerAddress peer) {
        return peer.accept(listener, SOCK_NONBLOCK | SOCK_CLOEXEC);
    }

    /** Whether {@link #accept} failed for want of descriptors or memory: EMFILE, ENFILE, ENOBUFS, ENOMEM. */
    public static boolean exhausted(int result) {
        return switch (-result) {
            case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> true;
            default -> false;
        };
    }

    /**
     * Begins to connect; the outcome shows as writability and {@link SocketOption#SO_ERROR}.
     */
    public static void connect(int fd, InetSocketAddress address) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            int r = Libc.connect(fd, SockAddr.encode(arena, address), SockAddr.IN6_BYTES);
            if (r < 0 && r != -Errno.EINPROGRESS) {
                throw new ErrnoException("connect", address, -r);
            }
        }
    }

    /**
     * Begins to connect with data in the SYN (RFC 7413, no cookie when {@link SocketOption#TCP_FASTOPEN_NO_COOKIE} is
     * set).
     *
     * @return bytes the kernel took; the rest must be sent once the socket is writable
     */
    public static int connectWithData(int fd, InetSocketAddress address, byte[] data) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
            int r = Libc.sendto(
                    fd,
                    bytes,
                    data.length,
                    MSG_FASTOPEN | MSG_NOSIGNAL,
                    SockAddr.encode(arena, address),
                    SockAddr.IN6_BYTES);
            if (r == -Errno.EINPROGRESS) {
                return 0;
            }
            return ErrnoException.check("sendto (fast open)", address, r);
        }
    }

    /** Reads up to {@code length} bytes into the start of {@code buffer}: a count, 0 at the end, or a negative errno. */
    public static int recv(int fd, NativeBuffer buffer, int length) {
        return Libc.recv(fd, buffer.memory, length, 0);
    }

    /** As {@link #recv}, and what was read is read again the next time. */
    public static int peek(int fd, NativeBuffer buffer, int length) {
        return Libc.recv(fd, buffer.memory, length, MSG_PEEK);
    }

    /** Sends {@code length} bytes from the start of {@code buffer}: a count or a negative errno. */
    public static int send(int fd, NativeBuffer buffer, int length) {
        return Libc.send(fd, buffer.memory, length, MSG_NOSIGNAL);
    }

    /** Sends bytes of an array: a count or a negative errno. The socket must not block. */
    public static int send(int fd, byte[] bytes, int offset, int length) {
        return Libc.sendHeap(fd, MemorySegment.ofArray(bytes).asSlice(offset, length), length, MSG_NOSIGNAL);
    }

    /** Ends the sending half: a FIN, or on MPTCP a DATA_FIN. */
    public static int shutdownOutput(int fd) {
        return Libc.shutdown(fd, SHUT_WR);
    }

    /** Makes the next close abort the connection: a RST, with MP_FASTCLOSE on MPTCP (draft S2, RFC 8684 §3.5). */
    public static void resetOnClose(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment linger = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 0);
            Libc.setsockopt(fd, SOL_SOCKET, SO_LINGER, linger, 8);
        }
    }

    public static void close(int fd) {
        Libc.close(fd);
    }

    public static InetSocketAddress localAddress(int fd) throws ErrnoException {
        return address("getsockname", fd);
    }

    public static InetSocketAddress peerAddress(int fd) throws ErrnoException {
        return address("getpeername", fd);
    }

    private static InetSocketAddress address(String call, int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment a = arena.allocate(SockAddr.STORAGE_BYTES, 8);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SockAddr.STORAGE_BYTES);
            int r = call.equals("getsockname") ? Libc.getsockname(fd, a, length) : Libc.getpeername(fd, a, length);
            ErrnoException.check(call, "fd " + fd, r);
            return SockAddr.decode(a, 0);
        }
    }

    /** The error of a finished connect, 0 when it succeeded. */
    public static int connectError(int fd) throws ErrnoException {
        return get(fd, SocketOption.SO_ERROR);
    }

    /** Whether the connection speaks MPTCP now; false after any fallback. */
    public static boolean isMptcp(int fd) throws ErrnoException {
        return get(fd, SocketOption.TCP_IS_MPTCP) == 1;
    }
}
