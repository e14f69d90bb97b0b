package io.braid.engine.testing;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** An MPTCP host that connects explicitly to an MCP, its request in the SYN. */
public final class MptcpPeer implements AutoCloseable {
    private static final long LIMIT_NS = 30_000_000_000L;

    private final int fd;
    private final NativeBuffer buffer = NativeBuffer.permanent(64 * 1024);

    private MptcpPeer(int fd) {
        this.fd = fd;
    }

    /** Connects with these bytes in the SYN. */
    public static MptcpPeer connect(TestHost host, String address, int port, byte[] first) throws IOException {
        int fd = host.netNs().stream(Protocol.MPTCP);
        MptcpPeer peer = new MptcpPeer(fd);
        StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
        int taken =
                StreamSocket.connectWithData(fd, new InetSocketAddress(InetAddress.ofLiteral(address), port), first);
        if (taken != first.length) {
            peer.close();
            throw new IOException("only " + taken + " bytes went into the SYN");
        }
        return peer;
    }

    public int fd() {
        return fd;
    }

    public void write(byte[] bytes) throws IOException {
        long end = System.nanoTime() + LIMIT_NS;
        int at = 0;
        while (at < bytes.length) {
            int sent = StreamSocket.send(fd, bytes, at, Math.min(bytes.length - at, 64 * 1024));
            if (sent > 0) {
                at += sent;
            } else {
                waitOrFail(sent, end, "send");
            }
        }
    }

    public void endOutput() {
        StreamSocket.shutdownOutput(fd);
    }

    /** Exactly this many bytes. */
    public byte[] read(int count) throws IOException {
        byte[] bytes = readUpTo(count);
        if (bytes.length < count) {
            throw new IOException("end after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    /** A Convert message (RFC 8803 §4.1), and not one byte more. */
    public byte[] readAnswer() throws IOException {
        byte[] header = read(4);
        byte[] rest = read((header[1] & 0xff) * 4 - 4);
        byte[] all = Arrays.copyOf(header, header.length + rest.length);
        System.arraycopy(rest, 0, all, header.length, rest.length);
        return all;
    }

    /** Everything until the end. */
    public byte[] readAll() throws IOException {
        return readUpTo(Integer.MAX_VALUE);
    }

    private byte[] readUpTo(int count) throws IOException {
        long end = System.nanoTime() + LIMIT_NS;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < count) {
            int got = StreamSocket.recv(fd, buffer, Math.min(buffer.capacity(), count - bytes.size()));
            if (got == 0) {
                break;
            }
            if (got > 0) {
                byte[] part = new byte[got];
                buffer.get(0, part, 0, got);
                bytes.writeBytes(part);
            } else {
                waitOrFail(got, end, "recv");
            }
        }
        return bytes.toByteArray();
    }

    private static void waitOrFail(int result, long end, String call) throws IOException {
        if (result != StreamSocket.WOULD_BLOCK) {
            throw new io.braid.engine.linux.ErrnoException(call, "peer", -result);
        }
        if (System.nanoTime() > end) {
            throw new IOException(call + ": nothing within 30 s");
        }
        LockSupport.parkNanos(200_000);
    }

    /** Aborts: RST with MP_FASTCLOSE. */
    public void reset() {
        StreamSocket.resetOnClose(fd);
        StreamSocket.close(fd);
    }

    @Override
    public void close() {
        StreamSocket.close(fd);
    }
}
