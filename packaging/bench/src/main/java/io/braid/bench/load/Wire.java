package io.braid.bench.load;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A stream of bytes that nobody looks at, used by one thread, which waits when there is nothing to do. */
final class Wire implements AutoCloseable {
    static final int BUFFER_BYTES = 256 << 10;

    private static final int BACKLOG = 1024;
    private static final int SECONDS_MAX = 20;
    private static final int CONVERT_HEADER_BYTES = 4;
    private static final int CONVERT_WORD_BYTES = 4;

    private final int fd;
    private final PollSet readable = new PollSet(1);
    private final PollSet writable = new PollSet(1);
    private final NativeBuffer buffer = NativeBuffer.owned(BUFFER_BYTES);

    /** Owns the descriptor from now on. */
    Wire(int fd) {
        this.fd = fd;
        readable.set(0, fd, PollSet.IN);
        writable.set(0, fd, PollSet.OUT);
    }

    /** A listening socket in the calling thread's namespace: its descriptor. */
    static int listen(Protocol protocol, int port) throws IOException {
        int fd = NetNs.current().stream(protocol);
        try {
            StreamSocket.set(fd, SocketOption.SO_REUSEADDR, 1);
            StreamSocket.bind(fd, new InetSocketAddress("::", port));
            StreamSocket.listen(fd, BACKLOG);
            return fd;
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
    }

    /** Begins to connect from the calling thread's namespace: a descriptor, writable once connected. */
    static int begin(Target target) throws IOException {
        int fd = NetNs.current().stream(target.protocol());
        try {
            if (target.asks() && target.inSyn()) {
                StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
                int taken = StreamSocket.connectWithData(fd, target.address(), target.request());
                if (taken != target.request().length) {
                    throw new IOException("the SYN took " + taken + " bytes of the request");
                }
            } else {
                StreamSocket.connect(fd, target.address());
            }
            return fd;
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
    }

    /** Connects and reads the conversion point's answer. */
    static Wire connect(Target target) throws IOException {
        Wire wire = new Wire(begin(target));
        try {
            wire.await(wire.writable);
            int error = StreamSocket.connectError(wire.fd);
            if (error != 0) {
                throw new ErrnoException("connect", target.address(), error);
            }
            if (target.asks()) {
                wire.write(target.requestAsData());
                byte[] header = wire.readExactly(CONVERT_HEADER_BYTES);
                wire.readExactly(answerBytes(header) - CONVERT_HEADER_BYTES);
            }
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    /** Length in bytes of the answer that begins like this, itself included (RFC 8803 §4.1). */
    static int answerBytes(byte[] header) {
        return (header[1] & 0xff) * CONVERT_WORD_BYTES;
    }

    /** Reads what there is: a count, or -1 at the end. */
    int read(int most) throws IOException {
        while (true) {
            int got = StreamSocket.recv(fd, buffer, most);
            if (got > 0) {
                return got;
            }
            if (got == 0) {
                return -1;
            }
            if (got != StreamSocket.WOULD_BLOCK) {
                throw new ErrnoException("recv", "fd " + fd, -got);
            }
            await(readable);
        }
    }

    /** Reads to the end: how many bytes came. */
    long drain() throws IOException {
        long all = 0;
        int got = read(BUFFER_BYTES);
        while (got > 0) {
            all += got;
            got = read(BUFFER_BYTES);
        }
        return all;
    }

    byte[] readExactly(int length) throws IOException {
        byte[] all = new byte[length];
        int have = 0;
        while (have < length) {
            int got = read(length - have);
            if (got < 0) {
                throw new EOFException("the stream ended after " + have + " of " + length + " bytes");
            }
            buffer.get(0, all, have, got);
            have += got;
        }
        return all;
    }

    /** Sends back what comes, to the end. */
    void echo() throws IOException {
        int got = read(BUFFER_BYTES);
        while (got > 0) {
            int done = 0;
            while (done < got) {
                done += writeSome(got - done);
            }
            got = read(BUFFER_BYTES);
        }
    }

    void write(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            buffer.put(0, bytes, done, bytes.length - done);
            done += writeSome(bytes.length - done);
        }
    }

    /** Sends whatever the buffer holds until the time is over, then ends the half: how many bytes went. */
    long flood(long untilNanos) throws IOException {
        long all = 0;
        while (System.nanoTime() < untilNanos) {
            all += writeSome(BUFFER_BYTES);
        }
        ErrnoException.check("shutdown", "fd " + fd, StreamSocket.shutdownOutput(fd));
        return all;
    }

    private int writeSome(int length) throws IOException {
        while (true) {
            int sent = StreamSocket.send(fd, buffer, length);
            if (sent >= 0) {
                return sent;
            }
            if (sent != StreamSocket.WOULD_BLOCK) {
                throw new ErrnoException("send", "fd " + fd, -sent);
            }
            await(writable);
        }
    }

    private void await(PollSet set) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (set.await(Math.max(0, deadline - System.nanoTime())) == 0) {
            if (System.nanoTime() >= deadline) {
                throw new IOException("nothing happened on a connection for " + SECONDS_MAX + " s");
            }
        }
    }

    @Override
    public void close() {
        StreamSocket.close(fd);
        buffer.close();
    }
}
