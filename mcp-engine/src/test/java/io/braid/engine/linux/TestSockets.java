package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Waiting versions of {@link StreamSocket}'s calls, for tests: each ends within 10 s. */
public final class TestSockets {
    private static final int MILLIS_MAX = 10_000;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;

    private TestSockets() {}

    /** A transparent, listening socket. */
    public static int listen(NetNs netNs, StreamSocket.Protocol protocol, String address, int port) throws IOException {
        int fd = netNs.stream(protocol);
        StreamSocket.set(fd, SocketOption.SO_REUSEADDR, 1);
        StreamSocket.set(fd, SocketOption.IPV6_TRANSPARENT, 1);
        StreamSocket.bind(fd, new InetSocketAddress(address, port));
        StreamSocket.listen(fd, 64);
        return fd;
    }

    /** A connected socket with a source address of its own. */
    public static int connect(
            NetNs netNs, StreamSocket.Protocol protocol, String from, InetSocketAddress to) throws IOException {
        int fd = netNs.stream(protocol);
        StreamSocket.bind(fd, new InetSocketAddress(from, 0));
        StreamSocket.connect(fd, to);
        await(fd, POLLOUT);
        ErrnoException.check("connect", to, -StreamSocket.connectError(fd));
        return fd;
    }

    /** The next connection of a listener. */
    public static int accept(int listener) throws IOException {
        await(listener, POLLIN);
        return ErrnoException.check("accept", "fd " + listener, StreamSocket.accept(listener));
    }

    /** Sends a short text at once. */
    public static void send(int fd, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int sent = StreamSocket.send(fd, bytes, 0, bytes.length);
        if (sent != bytes.length) {
            throw new IOException("sent " + sent + " of " + bytes.length + " bytes");
        }
    }

    /** Waits for bytes and reads what is there; empty at the end of the stream. */
    public static String receive(int fd) throws IOException {
        await(fd, POLLIN);
        try (NativeBuffer buffer = NativeBuffer.owned(4096)) {
            int length = ErrnoException.check("recv", "fd " + fd, StreamSocket.recv(fd, buffer, buffer.capacity()));
            byte[] bytes = new byte[length];
            buffer.get(0, bytes, 0, length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void await(int fd, int events) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            Libc.pollFd(poll, 0, fd, events);
            if (Libc.poll(poll, 1, MILLIS_MAX) != 1) {
                throw new IOException("fd " + fd + ": nothing within " + MILLIS_MAX + " ms");
            }
        }
    }
}
