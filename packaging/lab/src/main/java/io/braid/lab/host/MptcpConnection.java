package io.braid.lab.host;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.linux.netlink.Routes;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An MPTCP connection on a bare socket of the kernel. */
public final class MptcpConnection implements Connection {
    private static final int JOIN_SECONDS = 10;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int BUFFER_BYTES = 256 << 10;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);

    private final int fd;
    private final PollSet readable = new PollSet(1);
    private final PollSet writable = new PollSet(1);
    private final NativeBuffer buffer = NativeBuffer.permanent(BUFFER_BYTES);
    private boolean closed;

    /** Owns the descriptor from now on. */
    MptcpConnection(int fd) {
        this.fd = fd;
        readable.set(0, fd, PollSet.IN);
        writable.set(0, fd, PollSet.OUT);
    }

    @Override
    public int read(byte[] into) throws IOException {
        int length = Math.min(into.length, BUFFER_BYTES);
        while (true) {
            int n = StreamSocket.recv(fd, buffer, length);
            if (n > 0) {
                buffer.get(0, into, 0, n);
                return n;
            }
            if (n == 0) {
                return -1;
            }
            if (n != StreamSocket.WOULD_BLOCK) {
                throw new ErrnoException("recv", "fd " + fd, -n);
            }
            await(readable);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int n = StreamSocket.send(fd, bytes, offset + done, length - done);
            if (n >= 0) {
                done += n;
            } else if (n == StreamSocket.WOULD_BLOCK) {
                await(writable);
            } else {
                throw new ErrnoException("send", "fd " + fd, -n);
            }
        }
    }

    /** Waits for the end of a connect that was begun. */
    void finishConnect(InetSocketAddress to) throws IOException {
        await(writable);
        int error = StreamSocket.connectError(fd);
        if (error != 0) {
            throw new ErrnoException("connect", to, error);
        }
    }

    private void await(PollSet set) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (set.await(Math.max(0, deadline - System.nanoTime())) == 0) {
            if (System.nanoTime() >= deadline) {
                throw new IOException("nothing happened on fd " + fd + " for " + LIMIT_SECONDS + " s");
            }
        }
    }

    /** Whether the connection speaks MPTCP now. */
    public boolean speaksMptcp() throws IOException {
        return StreamSocket.isMptcp(fd);
    }

    /** Addresses of its subflows now. */
    public List<MptcpInfo.Subflow> subflows() throws IOException {
        return MptcpInfo.subflows(fd);
    }

    /**
     * Waits until it has this many subflows, the initial one included.
     *
     * @throws IOException when it has not within {@value #JOIN_SECONDS} seconds
     */
    public void awaitSubflows(int count) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOIN_SECONDS);
        while (subflows().size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("subflows after " + JOIN_SECONDS + " s: " + subflows() + ", not " + count);
            }
            // No event tells a client of its kernel's joins.
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /**
     * Adds a subflow to whatever address, as no kernel would by itself; as soon as the peer has said something, without which
     * none is possible.
     *
     * @param host whose path manager is {@code userspace}
     * @param from one of its addresses
     * @param interfaceName the interface with this address
     */
    public void join(Host host, InetAddress from, String interfaceName, InetSocketAddress to) throws IOException {
        int index;
        try (Routes routes = host.netns().routes()) {
            index = routes.link(interfaceName).orElseThrow().index();
        }
        try (PathManager paths = host.netns().pathManager()) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOIN_SECONDS);
            while (!begun(paths, from, index, to)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("no subflow possible after " + JOIN_SECONDS + " s");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private boolean begun(PathManager paths, InetAddress from, int index, InetSocketAddress to) throws IOException {
        try {
            paths.createSubflow(MptcpInfo.ifSpoken(fd).token(), from, 1, index, to);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOTCONN) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void endOutput() throws IOException {
        ErrnoException.check("shutdown", "fd " + fd, StreamSocket.shutdownOutput(fd));
    }

    @Override
    public void reset() {
        if (!closed) {
            StreamSocket.resetOnClose(fd);
            close();
        }
    }

    @Override
    public InetSocketAddress local() throws IOException {
        return StreamSocket.localAddress(fd);
    }

    @Override
    public InetSocketAddress peer() throws IOException {
        return StreamSocket.peerAddress(fd);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            StreamSocket.close(fd);
        }
    }
}
