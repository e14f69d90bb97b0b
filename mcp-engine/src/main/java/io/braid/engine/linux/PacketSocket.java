package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A raw socket on one Ethernet interface (packet(7)): sees every frame that arrives there and can send any. It needs
 * CAP_NET_RAW in the namespace of the interface only, so an ordinary user may have it in a user namespace.
 *
 * <p>With {@link Mode#FORWARD} every frame begins with the {@value #HEADER_BYTES} bytes of a {@code struct
 * virtio_net_hdr}: checksums still to be computed and segments still to be cut stay so on the way through.
 */
public final class PacketSocket implements AutoCloseable {
    /** Bytes before the Ethernet header in {@link Mode#FORWARD}. */
    public static final int HEADER_BYTES = 10;

    /** No frame is larger than this, header included. */
    public static final int FRAME_BYTES_MAX = HEADER_BYTES + 14 + 4 + 65_536;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short ETH_P_ALL_BE = 0x0300;
    private static final int SOCKADDR_LL_BYTES = 20;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int MSG_TRUNC = 0x20;
    private static final long SIOCGSTAMPNS = 0x8907;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What the socket is for. */
    public enum Mode {
        /** Incoming frames only, with their offload header, to be sent on elsewhere. */
        FORWARD,
        /** Incoming and outgoing frames as they are. */
        OBSERVE
    }

    private final int fd;
    private final MemorySegment stamp = Arena.ofAuto().allocate(16, 8);

    private PacketSocket(int fd) {
        this.fd = fd;
        // The first question makes the kernel note times from now on.
        Libc.ioctl(fd, SIOCGSTAMPNS, stamp);
    }

    /**
     * Opens a socket on an interface; from the return on, no frame is missed.
     *
     * @param namespace where the interface is
     * @param interfaceName the kernel's name of it
     * @param mode what it is for
     * @param receiveBytes receive buffer asked for, in bytes; an unprivileged user gets at most net.core.rmem_max
     */
    public static PacketSocket open(NetNs namespace, String interfaceName, Mode mode, int receiveBytes)
            throws IOException {
        int index = namespace.call(() -> Libc.ifNameToIndex(interfaceName));
        if (index == 0) {
            throw new IOException("no interface " + interfaceName + " in " + namespace);
        }
        // Protocol 0 receives nothing until the bind has named the interface.
        int fd = namespace.socket(AF_PACKET, SOCK_RAW, 0);
        try {
            if (mode == Mode.FORWARD) {
                option(fd, PACKET_VNET_HDR);
                option(fd, PACKET_IGNORE_OUTGOING);
            }
            receiveBuffer(fd, receiveBytes);
            bind(fd, interfaceName, index);
            return new PacketSocket(fd);
        } catch (IOException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private static void option(int fd, int name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment on = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
            ErrnoException.check("setsockopt", "SOL_PACKET " + name, Libc.setsockopt(fd, SOL_PACKET, name, on, 4));
        }
    }

    private static void receiveBuffer(int fd, int bytes) throws ErrnoException {
        try {
            StreamSocket.set(fd, SocketOption.SO_RCVBUFFORCE, bytes);
        } catch (ErrnoException _) {
            // Forcing is a right of the machine's root; everybody else gets what the system allows.
            StreamSocket.set(fd, SocketOption.SO_RCVBUF, bytes);
        }
    }

    private static void bind(int fd, String name, int index) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SOCKADDR_LL_BYTES, 4);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(ValueLayout.JAVA_SHORT, 2, ETH_P_ALL_BE);
            address.set(ValueLayout.JAVA_INT, 4, index);
            ErrnoException.check("bind", name, Libc.bind(fd, address, SOCKADDR_LL_BYTES));
        }
    }

    /** The descriptor, for a {@link PollSet}. */
    public int fd() {
        return fd;
    }

    /**
     * Takes the next frame.
     *
     * @param offset where in {@code buffer} it goes
     * @param length bytes of it to keep at most
     * @return its whole length in bytes, which may exceed {@code length}, or a negative errno
     */
    public int receive(NativeBuffer buffer, int offset, int length) {
        return Libc.recv(fd, buffer.memory.asSlice(offset, length), length, MSG_TRUNC);
    }

    /** When the kernel saw the frame received last, in nanoseconds since 1970. */
    public long receivedAt() throws ErrnoException {
        ErrnoException.check("ioctl", "SIOCGSTAMPNS", Libc.ioctl(fd, SIOCGSTAMPNS, stamp));
        return stamp.get(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND + stamp.get(ValueLayout.JAVA_LONG, 8);
    }

    /** Sends a frame: its length in bytes or a negative errno. */
    public int send(NativeBuffer buffer, int offset, int length) {
        return Libc.send(fd, buffer.memory.asSlice(offset, length), length, 0);
    }

    /** Frames the kernel dropped for want of buffer since the last call. */
    public long dropped() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statistics = arena.allocate(8, 4);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 8);
            ErrnoException.check(
                    "getsockopt",
                    "PACKET_STATISTICS",
                    Libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, length));
            return Integer.toUnsignedLong(statistics.get(ValueLayout.JAVA_INT, 4));
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
