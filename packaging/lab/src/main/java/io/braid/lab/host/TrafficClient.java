package io.braid.lab.host;

import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A client of {@link TrafficServer}. */
public final class TrafficClient {
    private static final int SERVER_SECONDS = 30;

    private TrafficClient() {}

    /** Makes a connection, does what the request says, and waits for the server's report. */
    public static Exchange run(Dialer dialer, InetSocketAddress address, TrafficServer server, Request request)
            throws IOException {
        try (Connection connection = dialer.connect(address)) {
            return run(connection, server, request);
        }
    }

    /** Milliseconds from the wish to connect to the first byte of the server's answer, which it gives at once. */
    public static double firstByteMs(Dialer dialer, InetSocketAddress address, TrafficServer server)
            throws IOException {
        Request request = Request.download(1);
        long begin = System.nanoTime();
        try (Connection c = dialer.connect(address)) {
            byte[] header = request.encode();
            c.write(header, 0, header.length);
            c.readExactly(1);
            double ms = (System.nanoTime() - begin) / 1e6;
            c.endOutput();
            server.await(request, SERVER_SECONDS);
            return ms;
        }
    }

    /** As {@link #run(Dialer, InetSocketAddress, TrafficServer, Request)} over a connection there is; the caller closes it. */
    public static Exchange run(Connection c, TrafficServer server, Request request) throws IOException {
        byte[] header = request.encode();
        c.write(header, 0, header.length);
        return rest(c, server, request);
    }

    /** As above with what the request says in the data of the SYN, without a cookie (RFC 7413). */
    public static Exchange runInSyn(
            Host host, Protocol protocol, InetSocketAddress address, TrafficServer server, Request request)
            throws IOException {
        try (Connection connection = Dialers.open(host.netns(), protocol, address, request.encode())) {
            return rest(connection, server, request);
        }
    }

    private static Exchange rest(Connection c, TrafficServer server, Request request) throws IOException {
        long seed = ~request.id();
        Half sent;
        Half received;
        switch (request.kind()) {
            case EXCHANGE -> {
                Pump.Sides sides = Pump.exchange(c, seed, request.up());
                sent = sides.sent();
                received = sides.received();
            }
            case REPLY_AT_END -> {
                sent = Pump.send(c, seed, request.up(), true);
                received = Pump.receive(c);
            }
            case SERVER_RESETS -> {
                sent = Pump.send(c, seed, request.up(), false);
                received = Pump.receive(c);
            }
            case CLIENT_RESETS -> {
                sent = Pump.send(c, seed, request.up(), false);
                received = Pump.receive(c, request.down());
                c.reset();
            }
            default -> throw new IllegalArgumentException(request.kind().name());
        }
        return new Exchange(sent, received, server.await(request, SERVER_SECONDS));
    }
}
