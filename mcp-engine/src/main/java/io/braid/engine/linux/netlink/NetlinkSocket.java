package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** A netlink socket: datagrams out and in, each wait with a time limit. For one thread at a time. */
final class NetlinkSocket implements AutoCloseable {
    static final int ROUTE = 0;
    static final int SOCK_DIAG = 4;
    static final int GENERIC = 16;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int ADDRESS_BYTES = 12;
    private static final int POLLIN = 1;
    private static final int MSG_TRUNC = 0x20;
    /** The kernel's own limit of a part of a dump is 32 KiB. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final int fd;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
    private final MemorySegment poll = arena.allocate(16, 8);

    /** Takes over a bound socket, for example one that another process handed over. */
    NetlinkSocket(int fd) {
        this.fd = fd;
    }

    /** Opens and binds one; the kernel gives it an address of its own. */
    static NetlinkSocket open(NetNs netNs, int protocol) throws IOException {
        NetlinkSocket socket = new NetlinkSocket(netNs.socket(AF_NETLINK, SOCK_RAW, protocol));
        try {
            socket.buffer.fill((byte) 0);
            socket.buffer.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            ErrnoException.check(
                    "bind", "netlink " + protocol, Libc.bind(socket.fd, socket.buffer, ADDRESS_BYTES));
            StreamSocket.set(socket.fd, SocketOption.NETLINK_CAP_ACK, 1);
            StreamSocket.set(socket.fd, SocketOption.NETLINK_EXT_ACK, 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int fd() {
        return fd;
    }

    void subscribe(int group) throws ErrnoException {
        StreamSocket.set(fd, SocketOption.NETLINK_ADD_MEMBERSHIP, group);
    }

    /** Asks for room for many events; the forced way needs CAP_NET_ADMIN, the other obeys net.core.rmem_max. */
    void receiveBuffer(int bytes) throws ErrnoException {
        try {
            StreamSocket.set(fd, SocketOption.SO_RCVBUFFORCE, bytes);
        } catch (ErrnoException e) {
            StreamSocket.set(fd, SocketOption.SO_RCVBUF, bytes);
        }
    }

    void send(String what, byte[] message) throws ErrnoException {
        MemorySegment.copy(message, 0, buffer, ValueLayout.JAVA_BYTE, 0, message.length);
        ErrnoException.check("send", what, Libc.send(fd, buffer, message.length, 0));
    }

    /**
     * Waits for a datagram.
     *
     * @param stop a descriptor that ends the wait when it becomes readable or hangs up, or -1
     * @return bytes of the datagram, or a negative errno: -ETIMEDOUT after the limit, -EINTR when stopped
     */
    int receive(Duration limit, int stop) {
        int length = Libc.recv(fd, buffer, BUFFER_BYTES, MSG_TRUNC);
        long deadline = System.nanoTime() + limit.toNanos();
        while (length == -Errno.EAGAIN || length == -Errno.EINTR) {
            long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return -Errno.ETIMEDOUT;
            }
            Libc.pollFd(poll, 0, fd, POLLIN);
            Libc.pollFd(poll, 1, stop, POLLIN);
            Libc.poll(poll, 2, (int) Math.min(millis, Integer.MAX_VALUE));
            if (Libc.pollEvents(poll, 1) != 0) {
                return -Errno.EINTR;
            }
            length = Libc.recv(fd, buffer, BUFFER_BYTES, MSG_TRUNC);
        }
        if (length > BUFFER_BYTES) {
            return -Errno.ENOBUFS;
        }
        return length;
    }

    /** A copy of what {@link #receive} just brought. */
    byte[] datagram(int length) {
        return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Gives up the memory and keeps the descriptor open. */
    int release() {
        arena.close();
        return fd;
    }

    @Override
    public void close() {
        Libc.close(release());
    }
}
