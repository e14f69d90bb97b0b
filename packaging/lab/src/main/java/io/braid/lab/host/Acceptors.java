package io.braid.lab.host;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/** The ways a server of the lab listens, on every address of both families. */
final class Acceptors {
    private static final int BACKLOG = 128;
    private static final long TURN_NANOS = 50_000_000L;

    private Acceptors() {}

    /** Plain TCP. */
    static Acceptor tcp(Host host, int port) throws IOException {
        ServerSocket socket = host.netns().call(() -> {
            ServerSocket s = new ServerSocket();
            s.setReuseAddress(true);
            s.bind(new InetSocketAddress(port), BACKLOG);
            return s;
        });
        return new Acceptor() {
            @Override
            public Connection accept() throws IOException {
                return new TcpConnection(socket.accept());
            }

            @Override
            public void close() {
                try {
                    socket.close();
                } catch (IOException _) {
                    // Its descriptor is free in any case.
                    return;
                }
            }
        };
    }

    /** MPTCP; plain TCP clients are served as well. */
    static Acceptor mptcp(Host host, int port) throws IOException {
        int fd = host.netns().stream(StreamSocket.Protocol.MPTCP);
        try {
            StreamSocket.set(fd, SocketOption.SO_REUSEADDR, 1);
            StreamSocket.bind(fd, new InetSocketAddress("::", port));
            StreamSocket.listen(fd, BACKLOG);
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
        return new MptcpAcceptor(fd);
    }

    private static final class MptcpAcceptor implements Acceptor {
        private final int fd;
        private final PollSet readable = new PollSet(1);
        private volatile boolean closed;

        MptcpAcceptor(int fd) {
            this.fd = fd;
            readable.set(0, fd, PollSet.IN);
        }

        @Override
        public Connection accept() throws IOException {
            while (!closed) {
                int connection = StreamSocket.accept(fd);
                if (connection >= 0) {
                    return new MptcpConnection(connection);
                }
                if (connection != StreamSocket.WOULD_BLOCK) {
                    StreamSocket.close(fd);
                    throw new ErrnoException("accept", "fd " + fd, -connection);
                }
                readable.await(TURN_NANOS);
            }
            // The thread that accepts closes, so that the number never names a stranger's descriptor.
            StreamSocket.close(fd);
            throw new SocketException("closed");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
