package io.braid.bench.load;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.PollSet;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request of {@value #MESSAGE_BYTES} bytes from each connection, answers with as many, and hangs up. */
public final class BriefServer implements AutoCloseable {
    /** Length of a request and of an answer. */
    public static final int MESSAGE_BYTES = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BriefServer.class);
    private static final int PLACES = 128;
    private static final long TURN_NANOS = 50_000_000L;

    private final int listener;
    private final Tally tally = new Tally();
    private final Thread thread;
    private volatile boolean ending;

    private final PollSet waiting = new PollSet(PLACES + 1);
    private final int[] fds = new int[PLACES];
    private final int[] have = new int[PLACES];
    private int used;

    /** Listens in a host. */
    public BriefServer(Host host, Protocol protocol, int port) throws IOException {
        this.listener = host.netns().call(() -> Wire.listen(protocol, port));
        java.util.Arrays.fill(fds, -1);
        this.thread = Thread.ofPlatform().daemon().name("brief-server").start(this::serve);
    }

    /** What it has served. */
    public Tally tally() {
        return tally;
    }

    private void serve() {
        try (NativeBuffer buffer = NativeBuffer.owned(Wire.BUFFER_BYTES)) {
            waiting.set(PLACES, listener, PollSet.IN);
            while (!ending) {
                if (waiting.await(TURN_NANOS) == 0) {
                    continue;
                }
                for (int place = 0; place < PLACES; place++) {
                    if (fds[place] >= 0 && waiting.ready(place)) {
                        speak(place, buffer);
                    }
                }
                if (waiting.ready(PLACES)) {
                    accept();
                }
            }
        } catch (IOException e) {
            LOG.error("event=server-failed error=\"{}\"", e.getMessage());
        }
        StreamSocket.close(listener);
    }

    private void accept() {
        for (int place = 0; place < PLACES && used < PLACES; place++) {
            if (fds[place] < 0) {
                int fd = StreamSocket.accept(listener);
                if (fd < 0) {
                    return;
                }
                fds[place] = fd;
                have[place] = 0;
                waiting.set(place, fd, PollSet.IN);
                used++;
            }
        }
    }

    private void speak(int place, NativeBuffer buffer) {
        int got = StreamSocket.recv(fds[place], buffer, Wire.BUFFER_BYTES);
        if (got == StreamSocket.WOULD_BLOCK) {
            return;
        }
        have[place] += Math.max(got, 0);
        if (got > 0 && have[place] < MESSAGE_BYTES) {
            return;
        }
        if (have[place] == MESSAGE_BYTES && StreamSocket.send(fds[place], buffer, MESSAGE_BYTES) == MESSAGE_BYTES) {
            tally.completed.increment();
        } else {
            tally.failed(have[place] + " bytes of a request, then " + got);
        }
        StreamSocket.close(fds[place]);
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
