package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A unix socket that carries messages of bytes and file descriptors to another process (SCM_RIGHTS, unix(7)). What is
 * handed over is open on both sides until either closes it. Message boundaries are kept.
 */
public final class FdChannel implements AutoCloseable {
    /** Most descriptors of one message (the kernel's SCM_MAX_FD). */
    public static final int DESCRIPTORS_MAX = 253;

    /** Most bytes of one message; the kernel's default send buffer holds it. */
    public static final int BYTES_MAX = 128 * 1024;

    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET_CLOEXEC = 0x80005;
    private static final int PATH_BYTES_MAX = 107;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final int NON_BLOCKING_NO_SIGNAL = 0x4040;
    private static final int NON_BLOCKING_CLOEXEC = 0x4000_0040;

    private final int fd;

    private FdChannel(int fd) {
        this.fd = fd;
    }

    /**
     * One message.
     *
     * @param bytes its bytes; none at the end of the channel
     * @param descriptors close-on-exec, owned by whoever received them
     */
    public record Received(byte[] bytes, int[] descriptors) {
        /** Whether the other side closed the channel: it sends no empty messages. */
        public boolean isEnd() {
            return bytes.length == 0;
        }
    }

    /** Two ends, connected with each other. */
    public static List<FdChannel> pair() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment two = arena.allocate(8, 4);
            ErrnoException.check("socketpair", "unix", Libc.socketpair(AF_UNIX, SOCK_SEQPACKET_CLOEXEC, 0, two));
            return List.of(
                    new FdChannel(two.get(ValueLayout.JAVA_INT, 0)), new FdChannel(two.get(ValueLayout.JAVA_INT, 4)));
        }
    }

    /** Waits at a path, which must not exist yet, for {@link #accept}; the path stays when the channel is closed. */
    public static FdChannel listen(Path path) throws ErrnoException {
        FdChannel channel = open();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, path);
            ErrnoException.check("bind", path, Libc.bind(channel.fd, address, (int) address.byteSize()));
            ErrnoException.check("listen", path, Libc.listen(channel.fd, 1));
            return channel;
        } catch (ErrnoException e) {
            channel.close();
            throw e;
        }
    }

    /** Connects to whoever listens at a path. */
    public static FdChannel connect(Path path) throws ErrnoException {
        FdChannel channel = open();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, path);
            ErrnoException.check("connect", path, Libc.connect(channel.fd, address, (int) address.byteSize()));
            return channel;
        } catch (ErrnoException e) {
            channel.close();
            throw e;
        }
    }

    /** The next process that connects to a listening channel. */
    public FdChannel accept(Duration limit) throws IOException {
        await(POLLIN, limit);
        return new FdChannel(ErrnoException.check(
                "accept", "unix", Libc.accept4(fd, MemorySegment.NULL, MemorySegment.NULL, StreamSocket.SOCK_CLOEXEC)));
    }

    /**
     * Sends one message.
     *
     * @param bytes 1 to {@link #BYTES_MAX}
     * @param descriptors at most {@link #DESCRIPTORS_MAX}
     */
    public void send(byte[] bytes, int[] descriptors, Duration limit) throws IOException {
        if (bytes.length == 0 || bytes.length > BYTES_MAX || descriptors.length > DESCRIPTORS_MAX) {
            throw new IllegalArgumentException(bytes.length + " bytes, " + descriptors.length + " descriptors");
        }
        try (Arena arena = Arena.ofConfined()) {
            MessageHeader header = new MessageHeader(arena, bytes.length, descriptors.length);
            header.put(bytes, descriptors);
            int sent = Libc.sendmsg(fd, header.memory(), NON_BLOCKING_NO_SIGNAL);
            while (sent == -Errno.EAGAIN) {
                await(POLLOUT, limit);
                sent = Libc.sendmsg(fd, header.memory(), NON_BLOCKING_NO_SIGNAL);
            }
            ErrnoException.check("sendmsg", descriptors.length + " descriptors", sent);
        }
    }

    /** Waits for the next message. */
    public Received receive(Duration limit) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MessageHeader header = new MessageHeader(arena, BYTES_MAX, DESCRIPTORS_MAX);
            await(POLLIN, limit);
            int length = ErrnoException.check(
                    "recvmsg", "unix", Libc.recvmsg(fd, header.memory(), NON_BLOCKING_CLOEXEC));
            Received received = new Received(header.bytes(length), header.descriptors());
            if (header.truncated()) {
                for (int descriptor : received.descriptors()) {
                    Libc.close(descriptor);
                }
                throw new IOException("a message was cut: too long, or this process may open no more files");
            }
            return received;
        }
    }

    private void await(int events, Duration limit) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            long deadline = System.nanoTime() + limit.toNanos();
            int ready;
            do {
                Libc.pollFd(poll, 0, fd, events);
                long millis = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
                ready = Libc.poll(poll, 1, (int) Math.min(millis, Integer.MAX_VALUE));
            } while (ready == -Errno.EINTR);
            if (ready == 0) {
                throw new ErrnoException("poll", "unix socket, " + limit.toMillis() + " ms", Errno.ETIMEDOUT);
            }
            ErrnoException.check("poll", "unix socket", ready);
        }
    }

    private static FdChannel open() throws ErrnoException {
        return new FdChannel(
                ErrnoException.check("socket", "unix", Libc.socket(AF_UNIX, SOCK_SEQPACKET_CLOEXEC, 0)));
    }

    /** A struct sockaddr_un. */
    private static MemorySegment address(Arena arena, Path path) throws ErrnoException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > PATH_BYTES_MAX) {
            throw new ErrnoException("bind", path, Errno.EINVAL, "longer than " + PATH_BYTES_MAX + " bytes");
        }
        MemorySegment address = arena.allocate(2L + PATH_BYTES_MAX + 1, 2);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
        return address;
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
