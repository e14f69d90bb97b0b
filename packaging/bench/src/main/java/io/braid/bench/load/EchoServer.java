package io.braid.bench.load;

import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every byte back, with a thread for each connection. */
public final class EchoServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EchoServer.class);
    private static final long TURN_NANOS = 50_000_000L;

    private final int listener;
    private final Thread thread;
    private volatile boolean ending;

    /** Listens in a host. */
    public EchoServer(Host host, Protocol protocol, int port) throws IOException {
        this.listener = host.netns().call(() -> Wire.listen(protocol, port));
        this.thread = Thread.ofPlatform().daemon().name("echo-server").start(this::accept);
    }

    private void accept() {
        PollSet pending = new PollSet(1);
        pending.set(0, listener, PollSet.IN);
        try {
            while (!ending) {
                int fd = StreamSocket.accept(listener);
                if (fd >= 0) {
                    Thread.ofPlatform().daemon().name("echo-serve").start(() -> serve(fd));
                } else {
                    pending.await(TURN_NANOS);
                }
            }
        } catch (IOException e) {
            LOG.error("event=server-failed error=\"{}\"", e.getMessage());
        }
        StreamSocket.close(listener);
    }

    private static void serve(int fd) {
        try (Wire wire = new Wire(fd)) {
            wire.echo();
        } catch (IOException e) {
            LOG.debug("event=echo-ended reason=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
