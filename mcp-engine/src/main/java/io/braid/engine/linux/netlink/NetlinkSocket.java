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
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int BPF_BYTES = 8;
    private static final int BPF_LOAD_BYTE = 0x30;
    private static final int BPF_JUMP_EQUAL = 0x15;
    private static final int BPF_RETURN = 0x06;
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

    /**
     * Lets through only messages whose byte at an offset is one of these; the kernel drops the others before they take room
     * or wake anybody.
     *
     * @param values at most 64
     */
    void admit(int offset, int... values) throws ErrnoException {
        int length = values.length + 3;
        try (Arena confined = Arena.ofConfined()) {
            // A classic BPF program (linux/filter.h): load the byte, compare, return all or nothing.
            MemorySegment program = confined.allocate((long) length * BPF_BYTES, 8);
            instruction(program, 0, BPF_LOAD_BYTE, 0, offset);
            for (int i = 0; i < values.length; i++) {
                instruction(program, 1 + i, BPF_JUMP_EQUAL, values.length - i, values[i]);
            }
            instruction(program, length - 2, BPF_RETURN, 0, 0);
            instruction(program, length - 1, BPF_RETURN, 0, -1);
            MemorySegment named = confined.allocate(16, 8);
            named.set(ValueLayout.JAVA_SHORT, 0, (short) length);
            named.set(ValueLayout.ADDRESS, 8, program);
            ErrnoException.check(
                    "setsockopt",
                    "SO_ATTACH_FILTER",
                    Libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, named, (int) named.byteSize()));
        }
    }

    /** A struct sock_filter. */
    private static void instruction(MemorySegment program, int index, int code, int jumpIfTrue, int operand) {
        long at = (long) index * BPF_BYTES;
        program.set(ValueLayout.JAVA_SHORT, at, (short) code);
        program.set(ValueLayout.JAVA_BYTE, at + 2, (byte) jumpIfTrue);
        program.set(ValueLayout.JAVA_INT, at + 4, operand);
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
