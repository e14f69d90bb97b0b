package io.braid.bench.load;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one byte of each connection, and keeps the connection; closes all at once when told to. */
public final class IdleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleServer.class);
    /** Connections whose byte has not come yet. */
    private static final int PLACES = 128;

    private static final long TURN_NANOS = 50_000_000L;

    private final int listener;
    private final Thread thread;
    private volatile boolean ending;

    private final PollSet waiting = new PollSet(PLACES + 1);
    private final int[] fds = new int[PLACES];
    private int used;
    private final List<Integer> held = new ArrayList<>();

    /** Listens in a host. */
    public IdleServer(Host host, Protocol protocol, int port) throws IOException {
        this.listener = host.netns().call(() -> Wire.listen(protocol, port));
        Arrays.fill(fds, -1);
        this.thread = Thread.ofPlatform().daemon().name("idle-server").start(this::serve);
    }

    /** Connections that it keeps. */
    public int held() {
        synchronized (held) {
            return held.size();
        }
    }

    /** Closes all that it keeps. */
    public void release() {
        synchronized (held) {
            held.forEach(StreamSocket::close);
            held.clear();
        }
    }

    private void serve() {
        try (NativeBuffer buffer = NativeBuffer.owned(1)) {
            while (!ending) {
                // While every place is taken, others wait in the kernel.
                waiting.set(PLACES, used < PLACES ? listener : -1, PollSet.IN);
                if (waiting.await(TURN_NANOS) > 0) {
                    turn(buffer);
                }
            }
        } catch (IOException e) {
            LOG.error("event=server-failed error=\"{}\"", e.getMessage());
        }
        release();
        StreamSocket.close(listener);
    }

    private void turn(NativeBuffer buffer) {
        boolean more = used < PLACES && waiting.ready(PLACES);
        for (int place = 0; place < PLACES; place++) {
            if (fds[place] >= 0 && waiting.ready(place)) {
                speak(place, buffer);
            } else if (fds[place] < 0 && more) {
                more = accept(place);
            }
        }
    }

    private boolean accept(int place) {
        int fd = StreamSocket.accept(listener);
        if (fd < 0) {
            return false;
        }
        fds[place] = fd;
        waiting.set(place, fd, PollSet.IN);
        used++;
        return true;
    }

    private void speak(int place, NativeBuffer buffer) {
        int fd = fds[place];
        int got = StreamSocket.recv(fd, buffer, 1);
        if (got == StreamSocket.WOULD_BLOCK) {
            return;
        }
        if (got == 1 && StreamSocket.send(fd, buffer, 1) == 1) {
            synchronized (held) {
                held.add(fd);
            }
        } else {
            // Whoever looked whether HAProxy listens made it connect here and said nothing.
            StreamSocket.close(fd);
        }
        fds[place] = -1;
        waiting.set(place, -1, 0);
        used--;
    }

    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
