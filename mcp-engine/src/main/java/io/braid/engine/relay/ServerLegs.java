package io.braid.engine.relay;

import io.braid.engine.concentrator.Concentrators.Way;
import io.braid.engine.config.ImplicitConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.ServiceConfig.Role;
import io.braid.engine.config.SourceConfig;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.ReceiveBuffer;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.Errno;
import io.braid.engine.path.Accesses.Access;
import io.braid.engine.source.HostIds;
import io.braid.engine.source.SourceSelector;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens server legs: to the destination itself or to a concentrator, from the right source, over the right access. */
final class ServerLegs {
    /** The request that tells a concentrator where to go (RFC 8803 §4.2.5). */
    static ConversionRequest request(InetSocketAddress destination) {
        return ConversionRequest.connect(destination.getAddress(), destination.getPort());
    }

    private static ConversionRequest request(InetSocketAddress destination, Way way) {
        ConversionRequest plain = request(destination);
        return way.cookie().map(plain::withCookie).orElse(plain);
    }

    /**
     * Receive buffer of a leg with data in its SYN. The kernel does not tune it there, and with a second subflow drops
     * what comes beyond its window (MPTcpExtNoDSSInWindow, seen on Linux 6.18). Enough for 300 Mbit/s over 100 ms; the
     * kernel takes memory only for what waits.
     */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);

    private ServerLegs() {}

    /** Begins to connect; a refusal when there is no leg. */
    static Optional<Verdict.Refuse> open(Live live, Protocol protocol, Optional<Way> way, Consumer<Verdict> decided) {
        Conversion c = live.data;
        ServiceConfig config = live.service.config();
        InetSocketAddress target = way.map(to -> to.concentrator().address()).orElse(c.destination);
        c.concentrator = way.map(to -> to.concentrator().name()).orElse(null);
        c.cookie = way.flatMap(Way::cookie).orElse(null);
        c.source = null;
        c.transparent = false;
        c.connectTries++;

        Optional<Access> access = way.flatMap(Way::access);
        if (way.isEmpty() && !config.accesses().isEmpty()) {
            boolean four = target.getAddress() instanceof Inet4Address;
            access = live.service.accesses().initial(config.accesses(), four);
            if (access.isEmpty()) {
                return Optional.of(
                        Verdict.refuse(Reason.PATH_NONE_LIVE, config.accesses().size() + " configured"));
            }
        }
        decided.accept(access.map(chosen -> Verdict.pass(Reason.PATH_CHOSEN, chosen.name()))
                .orElse(Verdict.pass(Reason.PATH_ROUTED)));
        c.access = access.map(Access::name).orElse(null);

        if (way.isEmpty() && config.source().isPresent()) {
            // In the network, nobody but the customer itself stands behind what passes unconverted.
            boolean asCustomer = live.unconverted && config.role() == Role.DOWNSTREAM;
            SourceConfig source = asCustomer ? SourceConfig.PRESERVED : config.source().get();
            var choice = SourceSelector.select(source, c.customer.remote, target);
            if (choice.verdict() instanceof Verdict.Refuse refusal) {
                return Optional.of(refusal);
            }
            decided.accept(choice.verdict());
            c.source = choice.bind().orElse(null);
            c.transparent = choice.transparent();
        }
        if (c.source == null) {
            c.source = access.map(chosen -> new InetSocketAddress(chosen.address(), 0)).orElse(null);
        }
        return connect(live, protocol, target, way);
    }

    private static Optional<Verdict.Refuse> connect(
            Live live, Protocol protocol, InetSocketAddress target, Optional<Way> way) {
        Conversion c = live.data;
        Leg leg = c.server;
        leg.opened = protocol;
        leg.local = null;
        leg.remote = target;
        leg.readable = false;
        leg.peerClosed = false;
        try {
            leg.fd = live.service.netns().stream(protocol);
            boolean identified = way.isEmpty() && !c.transparent && HostIds.uses(live.service.config());
            prepare(c, leg.fd, identified);
            if (way.isEmpty() && protocol == Protocol.MPTCP && prefersProxy(live.service.config())) {
                StreamSocket.set(leg.fd, SocketOption.SO_MARK, live.service.signals().preferProxy().mark());
            }
            if (identified) {
                int port = StreamSocket.localAddress(leg.fd).getPort();
                live.service.signals().hostIds().begin(live.service.config(), c.customer.remote, port, target);
            }
            if (way.isEmpty()) {
                StreamSocket.connect(leg.fd, target);
            } else {
                byte[] request = request(c.destination, way.get()).encode();
                int taken = connectWithRequest(leg.fd, target, request, way.get().synData());
                c.up.signalBytes += request.length;
                c.up.sent += taken;
                c.up.append(request, taken, request.length - taken);
            }
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(failure(e.errno(), target));
        } catch (IOException e) {
            return Optional.of(Verdict.refuse(Reason.SERVER_FAILED, e.getMessage()));
        }
    }

    /** Whether the SYN is to carry MP_PREFER_PROXY, which is written by the kernel on its way out (draft S5.2.2.1). */
    private static boolean prefersProxy(ServiceConfig config) {
        return config.implicit().filter(ImplicitConfig::preferProxy).isPresent();
    }

    /** Puts the request into the SYN where the kernel can be trusted with that; how much of it went there. */
    private static int connectWithRequest(int fd, InetSocketAddress target, byte[] request, boolean synData)
            throws ErrnoException {
        if (synData && ReceiveBuffer.reserve(fd, RECEIVE_BUFFER_BYTES)) {
            StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
            return StreamSocket.connectWithData(fd, target, request);
        }
        StreamSocket.connect(fd, target);
        return 0;
    }

    /** @param identified whether the port is to be known before the leg connects */
    private static void prepare(Conversion c, int fd, boolean identified) throws ErrnoException {
        StreamSocket.set(fd, SocketOption.TCP_NODELAY, 1);
        if (c.access != null) {
            StreamSocket.bindToDevice(fd, c.access);
        }
        if (identified) {
            StreamSocket.bind(fd, c.source == null ? ANY : c.source);
            return;
        }
        if (c.source == null) {
            return;
        }
        if (c.transparent) {
            StreamSocket.set(fd, SocketOption.IPV6_TRANSPARENT, 1);
        }
        StreamSocket.set(fd, SocketOption.IP_BIND_ADDRESS_NO_PORT, 1);
        StreamSocket.bind(fd, c.source);
    }

    /** Whether a failed connect may be the fault of MP_CAPABLE in its SYN. */
    static boolean mayDislikeMptcp(int errno) {
        return errno == Errno.ECONNREFUSED
                || errno == Errno.EHOSTUNREACH
                || errno == Errno.ECONNRESET
                || errno == Errno.EACCES;
    }

    /** What a failed connect means for the conversion. */
    static Verdict.Refuse failure(int errno, InetSocketAddress target) {
        Reason reason = switch (errno) {
            case Errno.ECONNREFUSED, Errno.ECONNRESET, Errno.EPIPE -> Reason.SERVER_REFUSED;
            case Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.EACCES -> Reason.SERVER_UNREACHABLE;
            case Errno.ETIMEDOUT -> Reason.SERVER_TIMEOUT;
            case Errno.EADDRNOTAVAIL, Errno.EADDRINUSE -> Reason.SOURCE_UNUSABLE;
            case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> Reason.MACHINE_EXHAUSTED;
            default -> Reason.SERVER_FAILED;
        };
        String detail = target + ": " + ErrnoException.meaning(errno);
        return reason == Reason.SERVER_UNREACHABLE
                ? Verdict.refuse(reason, detail, ConnectFailure.code(errno, target))
                : Verdict.refuse(reason, detail);
    }
}
