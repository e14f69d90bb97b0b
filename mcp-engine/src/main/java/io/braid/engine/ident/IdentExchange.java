package io.braid.engine.ident;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One question to one host, on one event loop: connect, ask, read a line, close. */
final class IdentExchange {
    private static final int PORT = 113;

    private final IoEventLoop loop;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final Consumer<IdentReply> answer;
    private final NativeBuffer buffer = NativeBuffer.permanent(IdentReply.LINE_MAX);
    private final byte[] line = new byte[IdentReply.LINE_MAX];
    private int length;
    private int fd = -1;
    private boolean asked;
    private boolean over;
    private LoopHandle handle;
    private ScheduledFuture<?> patience;

    private IdentExchange(
            IoEventLoop loop, InetSocketAddress remote, InetSocketAddress local, Consumer<IdentReply> answer) {
        this.loop = loop;
        this.remote = remote;
        this.local = local;
        this.answer = answer;
    }

    /**
     * Asks whose the connection between two ends is, with the addresses of that connection (RFC 1413 §1).
     *
     * @param remote the end at the host that is asked
     * @param local the other end, which need not be an address of this host
     * @param answer hears of it once, on the loop's thread
     */
    static void begin(
            IoEventLoop loop,
            NetNs netns,
            InetSocketAddress remote,
            InetSocketAddress local,
            Duration timeout,
            Consumer<IdentReply> answer) {
        loop.execute(() -> new IdentExchange(loop, remote, local, answer).connect(netns, timeout));
    }

    private void connect(NetNs netns, Duration timeout) {
        try {
            fd = netns.stream(Protocol.TCP);
            StreamSocket.set(fd, SocketOption.IPV6_TRANSPARENT, 1);
            StreamSocket.set(fd, SocketOption.IP_BIND_ADDRESS_NO_PORT, 1);
            StreamSocket.bind(fd, new InetSocketAddress(local.getAddress(), 0));
            StreamSocket.connect(fd, new InetSocketAddress(remote.getAddress(), PORT));
        } catch (IOException e) {
            end(new IdentReply.Failure(e.getMessage()));
            return;
        }
        handle = new LoopHandle(fd) {
            @Override
            protected void ready(int events) {
                happened(events);
            }
        };
        handle.registerLeg(loop, _ -> end(new IdentReply.Failure("not watched")));
        patience = loop.schedule(
                () -> end(new IdentReply.Failure("no answer in time")), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void happened(int events) {
        if (over) {
            return;
        }
        try {
            int errno = (events & (LoopHandle.ERR | LoopHandle.HUP)) == 0 ? 0 : StreamSocket.connectError(fd);
            if (errno != 0) {
                end(new IdentReply.Failure(ErrnoException.meaning(errno)));
                return;
            }
        } catch (ErrnoException e) {
            end(new IdentReply.Failure(e.getMessage()));
            return;
        }
        if (!asked && (events & LoopHandle.OUT) != 0) {
            ask();
        }
        if (!over && asked && (events & ~LoopHandle.OUT) != 0) {
            read();
        }
    }

    private void ask() {
        asked = true;
        byte[] query = (remote.getPort() + " , " + local.getPort() + "\r\n").getBytes(StandardCharsets.US_ASCII);
        if (StreamSocket.send(fd, query, 0, query.length) != query.length) {
            end(new IdentReply.Failure("takes no question"));
        }
    }

    private void read() {
        while (!over) {
            int got = StreamSocket.recv(fd, buffer, line.length - length);
            if (got == StreamSocket.WOULD_BLOCK) {
                return;
            }
            if (got > 0) {
                buffer.get(0, line, length, got);
                length += got;
            }
            IdentReply.read(line, length, got <= 0, remote.getPort(), local.getPort()).ifPresent(this::end);
        }
    }

    private void end(IdentReply reply) {
        if (over) {
            return;
        }
        over = true;
        if (patience != null) {
            patience.cancel(false);
        }
        if (handle != null) {
            StreamSocket.resetOnClose(fd);
            handle.closeNow();
        } else if (fd >= 0) {
            StreamSocket.close(fd);
        }
        answer.accept(reply);
    }
}
