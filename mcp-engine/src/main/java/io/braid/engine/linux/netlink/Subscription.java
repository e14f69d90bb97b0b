package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of a subscribed netlink socket on a thread of their own, until it is closed or released. */
final class Subscription {
    /** Who takes the events; what it throws is logged and ends nothing. */
    interface Handler {
        void message(Message message) throws IOException;

        /** Events were lost before this call, none after it: whoever counts on them reads the truth elsewhere now. */
        void overrun();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration TURN = Duration.ofHours(1);
    /** How long a thread that was just busy lets events gather: waking it for each costs more than to read it. */
    private static final Duration GATHER = Duration.ofMillis(1);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 0x80001;
    private static final int JOIN_MILLIS = 5000;

    private final NetlinkSocket socket;
    private final Handler handler;
    private final Thread thread;
    private final int stop;
    private final int stopped;
    private volatile boolean ending;

    private Subscription(NetlinkSocket socket, String name, Handler handler, int stop, int stopped) {
        this.socket = socket;
        this.handler = handler;
        this.stop = stop;
        this.stopped = stopped;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Starts to hand over events. The socket is this subscription's from now on. */
    static Subscription start(NetlinkSocket socket, String name, Handler handler) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(8, 4);
            ErrnoException.check("socketpair", name, Libc.socketpair(AF_UNIX, SOCK_STREAM_CLOEXEC, 0, pair));
            Subscription subscription = new Subscription(
                    socket, name, handler, pair.get(ValueLayout.JAVA_INT, 0), pair.get(ValueLayout.JAVA_INT, 4));
            subscription.thread.start();
            return subscription;
        }
    }

    int fd() {
        return socket.fd();
    }

    private void run() {
        boolean lost = false;
        boolean busy = false;
        while (!ending) {
            int length = socket.receive(lost || busy ? Duration.ZERO : TURN, stopped);
            try {
                if (length >= 0) {
                    busy = true;
                    deliver(socket.datagram(length));
                } else if (length == -Errno.ENOBUFS) {
                    // The kernel says it once and drops on until all that waits is read: only then is the truth whole.
                    LOG.warn("event=netlink-overrun subscription={}", thread.getName());
                    lost = true;
                } else if (lost && length == -Errno.ETIMEDOUT) {
                    lost = false;
                    handler.overrun();
                } else if (busy && length == -Errno.ETIMEDOUT) {
                    busy = false;
                    Thread.sleep(GATHER);
                } else if (length != -Errno.EINTR && length != -Errno.ETIMEDOUT) {
                    LOG.error("event=netlink-failed subscription={} error={}", thread.getName(), Errno.name(-length));
                    handler.overrun();
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
            } catch (InterruptedException e) {
                LOG.debug("event=netlink-interrupted subscription={}", thread.getName());
            } catch (IOException | RuntimeException e) {
                LOG.error("event=netlink-event-failed subscription={}", thread.getName(), e);
            }
        }
    }

    private void deliver(byte[] datagram) throws IOException {
        for (Message message : Message.parse(datagram)) {
            if (!ending) {
                handler.message(message);
            }
        }
    }

    /** Ends the thread and keeps the socket open for another process or subscription: its descriptor. */
    int release() {
        end();
        return socket.release();
    }

    /** Ends the thread and closes the socket. Not to be called by the handler. */
    void close() {
        end();
        socket.close();
    }

    private void end() {
        ending = true;
        Libc.close(stop);
        boolean interrupted = false;
        long deadline = System.nanoTime() + Duration.ofMillis(JOIN_MILLIS).toNanos();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Libc.close(stopped);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
