package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A network interface whose other side is this process (TUN, Documentation/networking/tuntap.rst): what the kernel routes to
 * it is read here, one IP packet a call, and what is written comes in through it. It vanishes with the process, and the
 * routes over it with it. It needs CAP_NET_ADMIN in the namespace and the right to open {@code /dev/net/tun}.
 */
public final class Tun implements AutoCloseable {
    /** Most bytes of a packet. */
    public static final int PACKET_BYTES_MAX = 65_535;
    /** Most bytes of an interface's name. */
    public static final int NAME_BYTES_MAX = 15;

    private static final String DEVICE = "/dev/net/tun";
    private static final int O_RDWR = 0x2;
    private static final long TUNSETIFF = 0x4004_54ca;
    private static final long SIOCSIFMTU = 0x8922;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_VALUE = 16;
    private static final int IFF_TUN_NO_PI = 0x1001;

    private final int fd;
    private final String name;

    private Tun(int fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    /**
     * Makes the interface, able to carry packets of every size; it is to be switched on still.
     *
     * @param name the interface's, of at most {@value #NAME_BYTES_MAX} bytes; there must be no interface of this name
     */
    public static Tun open(NetNs netns, String name) throws IOException {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
            throw new IllegalArgumentException("no name of an interface: " + name);
        }
        return netns.call(() -> make(name));
    }

    private static Tun make(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int flags = O_RDWR | StreamSocket.SOCK_NONBLOCK | StreamSocket.SOCK_CLOEXEC;
            int fd = ErrnoException.check("open", DEVICE, Libc.open(arena.allocateFrom(DEVICE), flags, 0));
            try {
                MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
                request.setString(0, name);
                request.set(ValueLayout.JAVA_SHORT, IFREQ_VALUE, (short) IFF_TUN_NO_PI);
                ErrnoException.check("ioctl", "TUNSETIFF " + name, Libc.ioctl(fd, TUNSETIFF, request));
                size(arena, name);
                return new Tun(fd, name);
            } catch (IOException e) {
                Libc.close(fd);
                throw e;
            }
        }
    }

    private static void size(Arena arena, String name) throws IOException {
        int socket = NetNs.current().socket(SockAddr.AF_INET, StreamSocket.SOCK_STREAM, 0);
        try {
            MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
            request.setString(0, name);
            request.set(ValueLayout.JAVA_INT, IFREQ_VALUE, PACKET_BYTES_MAX);
            ErrnoException.check("ioctl", "SIOCSIFMTU " + name, Libc.ioctl(socket, SIOCSIFMTU, request));
        } finally {
            Libc.close(socket);
        }
    }

    /** The interface's name. */
    public String name() {
        return name;
    }

    /** The descriptor, for a {@link PollSet}. */
    public int fd() {
        return fd;
    }

    /**
     * Takes the next packet; never waits.
     *
     * @param buffer at least {@link #PACKET_BYTES_MAX} bytes
     * @return its length in bytes, from its IP header on, or a negative errno
     */
    public int read(NativeBuffer buffer) {
        return Libc.read(fd, buffer.memory, PACKET_BYTES_MAX);
    }

    /** Lets a packet come in: its length in bytes, or a negative errno. From any thread. */
    public int write(byte[] packet) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.write(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, packet), packet.length);
        }
    }

    /** Takes the interface away. */
    @Override
    public void close() {
        Libc.close(fd);
    }
}
