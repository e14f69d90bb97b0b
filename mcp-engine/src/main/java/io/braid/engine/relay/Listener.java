package io.braid.engine.relay;

import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.ServiceConfig.Endpoint;
import io.braid.engine.config.ServiceConfig.Purpose;
import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One listening socket, shared by all loops. */
final class Listener {
    /** How long a loop leaves its listeners alone when the process has no descriptor left, in milliseconds. */
    private static final long EXHAUSTED_PAUSE_MS = 100;

    private final int fd;
    private final Purpose purpose;
    private final InetSocketAddress address;
    private final List<Seat> seats = new ArrayList<>();

    private Listener(int fd, Purpose purpose, InetSocketAddress address) {
        this.fd = fd;
        this.purpose = purpose;
        this.address = address;
    }

    /**
     * Binds and listens; connections wait in the kernel until {@link #attach}.
     *
     * @throws IOException naming the address, for example when it is not this host's or the port is taken
     */
    static Listener open(NetNs netns, Endpoint endpoint, LimitConfig limits) throws IOException {
        Purpose purpose = endpoint.purpose();
        int fd = bound(netns, endpoint);
        try {
            if (purpose != Purpose.JOIN) {
                // The request may come in the SYN, without a cookie: RFC 8803 §4.1. Of what is intercepted, a cookie is the
                // server's: only the server could tell whether it is right.
                StreamSocket.set(fd, SocketOption.TCP_FASTOPEN, limits.fastOpenPendingMax());
                StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
            }
            StreamSocket.listen(fd, limits.backlog());
            return new Listener(fd, purpose, endpoint.address());
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
    }

    private static int bound(NetNs netns, Endpoint endpoint) throws IOException {
        int fd = netns.stream(ingress(endpoint.purpose()).protocol());
        try {
            StreamSocket.set(fd, SocketOption.SO_REUSEADDR, 1);
            // Accepted sockets, TCP and MPTCP, inherit it.
            StreamSocket.set(fd, SocketOption.TCP_NODELAY, 1);
            if (endpoint.purpose() != Purpose.EXPLICIT) {
                StreamSocket.set(fd, SocketOption.IPV6_TRANSPARENT, 1);
            }
            StreamSocket.bind(fd, endpoint.address());
            return fd;
        } catch (IOException e) {
            StreamSocket.close(fd);
            throw e;
        }
    }

    private static Ingress ingress(Purpose purpose) {
        return switch (purpose) {
            case EXPLICIT, EXPLICIT_ANY_PORT, JOIN -> Ingress.EXPLICIT;
            case INTERCEPT -> Ingress.INTERCEPTED;
            case INTERCEPT_MULTIPATH -> Ingress.INTERCEPTED_MULTIPATH;
        };
    }

    /** What keeps a service from listening there now. Nobody can connect while it is found out. */
    static Optional<Obstacle> obstacle(NetNs netns, String service, Endpoint endpoint) {
        try {
            StreamSocket.close(bound(netns, endpoint));
            return Optional.empty();
        } catch (IOException e) {
            Obstacle.Kind kind =
                    switch (e instanceof ErrnoException errno ? errno.errno() : 0) {
                        case Errno.EADDRINUSE -> Obstacle.Kind.PORT_IN_USE;
                        case Errno.EADDRNOTAVAIL -> Obstacle.Kind.ADDRESS_MISSING;
                        default -> Obstacle.Kind.OTHER;
                    };
            return Optional.of(new Obstacle(service, endpoint, kind, e.getMessage()));
        }
    }

    /** Whether one can listen on an address. */
    static boolean own(NetNs netns, InetAddress address) {
        try {
            int fd = netns.stream(Protocol.TCP);
            try {
                StreamSocket.bind(fd, new InetSocketAddress(address, 0));
                return true;
            } finally {
                StreamSocket.close(fd);
            }
        } catch (IOException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Every loop accepts from now on. */
    void attach(List<ConversionLoop> loops, Supplier<Service> service) {
        Placement placement = new Placement(loops);
        for (ConversionLoop loop : loops) {
            Seat seat = new Seat(loop, placement, service);
            seats.add(seat);
            loop.eventLoop().execute(seat::take);
        }
    }

    /** No loop accepts any more; connections that wait in the kernel are reset. Returns when the port is free. */
    void close() {
        seats.forEach(Seat::leave);
        StreamSocket.close(fd);
    }

    /** One loop's place at the listener. */
    private final class Seat {
        private final ConversionLoop loop;
        private final Placement placement;
        private final Supplier<Service> service;
        private LoopHandle handle;
        private boolean left;

        Seat(ConversionLoop loop, Placement placement, Supplier<Service> service) {
            this.loop = loop;
            this.placement = placement;
            this.service = service;
        }

        void take() {
            if (!left) {
                handle = purpose == Purpose.JOIN
                        ? new StrayHandle(fd)
                        : new ListenerHandle(loop, placement, fd, ingress(purpose), local(), service, this::pause);
                handle.registerListener(loop.eventLoop(), failed -> {});
            }
        }

        /** Rules can hand connections of other addresses and ports to the other listeners. */
        private InetSocketAddress local() {
            InetAddress bound = address.getAddress();
            boolean only = purpose == Purpose.EXPLICIT && !bound.isAnyLocalAddress() && !bound.isLinkLocalAddress();
            return only ? address : null;
        }

        private void pause() {
            handle.release();
            loop.schedule(this::take, EXHAUSTED_PAUSE_MS);
        }

        void leave() {
            Runnable leaving = () -> {
                left = true;
                if (handle != null) {
                    handle.release();
                }
            };
            if (loop.eventLoop().inEventLoop()) {
                leaving.run();
            } else {
                loop.eventLoop().submit(leaving).awaitUninterruptibly(1, TimeUnit.SECONDS);
            }
        }
    }

    /** Accepts what is not a join at a join port, and resets it. */
    private static final class StrayHandle extends LoopHandle {
        private final int fd;

        StrayHandle(int fd) {
            super(fd);
            this.fd = fd;
        }

        @Override
        protected void ready(int events) {
            int stray = StreamSocket.accept(fd);
            if (stray >= 0) {
                StreamSocket.resetOnClose(stray);
                StreamSocket.close(stray);
            }
        }
    }
}
