package io.braid.lab.host;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that listens where a concentrator should: it takes MPTCP connections with data in their SYN, and says the same
 * words to each, or nothing.
 */
public final class Pretender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pretender.class);
    private static final int BACKLOG = 128;
    private static final long TURN_NANOS = 50_000_000L;

    private final int fd;
    private final byte[] words;
    private final Thread thread;
    private volatile boolean closed;

    /** @param words what every peer is told as soon as it has said something; empty for nothing */
    public Pretender(Host host, int port, byte[] words) throws IOException {
        NetNs netns = host.netns();
        this.words = words.clone();
        this.fd = netns.stream(StreamSocket.Protocol.MPTCP);
        try {
            StreamSocket.set(fd, SocketOption.SO_REUSEADDR, 1);
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN, BACKLOG);
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
            StreamSocket.bind(fd, new InetSocketAddress("::", port));
            StreamSocket.listen(fd, BACKLOG);
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
        this.thread = Thread.ofPlatform().daemon().name("pretender-" + host.name()).start(this::serve);
    }

    private void serve() {
        PollSet readable = new PollSet(1);
        readable.set(0, fd, PollSet.IN);
        try {
            while (!closed) {
                int peer = StreamSocket.accept(fd);
                if (peer >= 0) {
                    Thread.ofPlatform().daemon().name("pretend").start(() -> pretend(new MptcpConnection(peer)));
                } else {
                    readable.await(TURN_NANOS);
                }
            }
        } catch (IOException e) {
            LOG.warn("event=pretender-ends reason={}", e.getMessage());
        } finally {
            StreamSocket.close(fd);
        }
    }

    private void pretend(MptcpConnection peer) {
        try (peer) {
            byte[] heard = new byte[4096];
            int got = peer.read(heard);
            if (got > 0 && words.length > 0) {
                peer.write(words, 0, words.length);
            }
            while (got > 0) {
                got = peer.read(heard);
            }
        } catch (IOException _) {
            // It gave up on us, as it should.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
