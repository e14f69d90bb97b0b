package io.braid.engine.relay;

import io.braid.engine.convert.SignalFormat;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.trace.ConnectionTrace;
import io.braid.engine.trace.Facts;
import io.braid.engine.trace.Tracer;
import io.braid.engine.verdict.Verdict;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Shows conversions to those who follow them. Asks the kernel only about such conversions. */
final class Tracing {
    private final Tracer tracer;

    Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A conversion begins. */
    void begin(Live live) {
        live.trace = tracer.follow(live.data.id);
    }

    /** A room has decided. */
    void decided(Live live, Verdict verdict) {
        if (live.trace != null && !live.trace.decided(verdict, () -> facts(live.data))) {
            live.trace = null;
        }
    }

    /** A conversion is over. */
    void ended(Live live) {
        if (live.trace != null) {
            live.trace.ended();
            live.trace = null;
        }
    }

    /** A connection is refused before it becomes a conversion; its descriptor is still open. */
    void refusedAtDoor(long id, Service service, int fd, Verdict.Refuse verdict) {
        ConnectionTrace trace = tracer.follow(id);
        if (trace != null) {
            trace.decided(verdict, () -> Facts.atDoor(service.name(), peer(fd)));
            trace.ended();
        }
    }

    private static Optional<InetSocketAddress> peer(int fd) {
        try {
            return Optional.of(StreamSocket.peerAddress(fd));
        } catch (ErrnoException e) {
            // Gone already.
            return Optional.empty();
        }
    }

    private static Facts facts(Conversion c) {
        InetSocketAddress seen = c.server.local == null ? c.source : c.server.local;
        return new Facts(
                c.service,
                Optional.ofNullable(c.customer.remote),
                Optional.ofNullable(c.destination),
                format(c),
                Optional.ofNullable(c.concentrator),
                Optional.ofNullable(c.access),
                Optional.ofNullable(seen),
                protocol(c.customer),
                protocol(c.server),
                c.up.bytes(),
                c.down.bytes());
    }

    private static Optional<SignalFormat> format(Conversion c) {
        return switch (c.answer) {
            case NONE -> Optional.empty();
            case CONVERT -> Optional.of(SignalFormat.RFC8803);
            case MP_CONVERT_IE -> Optional.of(SignalFormat.MP_CONVERT_IE);
            case MP_CONVERT_OPTION -> Optional.of(SignalFormat.MP_CONVERT_OPTION);
        };
    }

    /** Empty as long as the leg is not connected. */
    private static Optional<Facts.Protocol> protocol(Leg leg) {
        if (!leg.open() || leg.local == null) {
            return Optional.empty();
        }
        if (!leg.mptcp) {
            return Optional.of(Facts.Protocol.TCP);
        }
        try {
            return Optional.of(
                    new Facts.Protocol(true, MptcpInfo.subflows(leg.fd).size()));
        } catch (ErrnoException e) {
            // It fell back to TCP after the handshake, or is ending.
            return Optional.of(new Facts.Protocol(true, 0));
        }
    }
}
