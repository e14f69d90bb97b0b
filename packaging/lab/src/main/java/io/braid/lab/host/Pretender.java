package io.braid.lab.host;

import io.braid.engine.linux.MptcpInfo;
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
    private static final long LOOK_NANOS = 2_000_000L;
    private static final long LIMIT_NANOS = 2_000_000_000L;

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
                    Thread.ofPlatform().daemon().name("pretend").start(() -> pretend(peer));
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

    private void pretend(int descriptor) {
        try (MptcpConnection peer = new MptcpConnection(descriptor)) {
            byte[] heard = new byte[4096];
            int got = peer.read(heard);
            awaitHandshake(descriptor);
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

    /** What is said before the third ACK stays in the kernel (seen on Linux 6.18): the peer would take us for mute. */
    private static void awaitHandshake(int descriptor) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        MptcpInfo info = MptcpInfo.ifSpoken(descriptor);
        PollSet never = new PollSet(1);
        never.set(0, descriptor, 0);
        while (info != null && !info.remoteKeyReceived() && System.nanoTime() < deadline) {
            never.await(LOOK_NANOS);
            info = MptcpInfo.ifSpoken(descriptor);
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
