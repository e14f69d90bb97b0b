package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that does what each client asks of it ({@link Request}) and remembers what it saw. */
public final class TrafficServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficServer.class);

    private final Acceptor acceptor;
    private final Map<Long, CompletableFuture<Served>> served = new ConcurrentHashMap<>();

    private TrafficServer(String name, Acceptor acceptor) {
        this.acceptor = acceptor;
        Thread.ofPlatform().daemon().name("server-" + name).start(this::serve);
    }

    /** A plain TCP server on all addresses of a host. */
    public static TrafficServer tcp(Host host, int port) throws IOException {
        return new TrafficServer(host.name(), Acceptors.tcp(host, port));
    }

    /** A server that speaks MPTCP with whoever does. */
    public static TrafficServer mptcp(Host host, int port) throws IOException {
        return new TrafficServer(host.name(), Acceptors.mptcp(host, port));
    }

    private void serve() {
        try {
            while (true) {
                Connection connection = acceptor.accept();
                Thread.ofPlatform().daemon().name("serve").start(() -> serve(connection));
            }
        } catch (IOException e) {
            LOG.debug("event=server-ends reason={}", e.getMessage());
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            Request request = Request.decode(connection.readExactly(Request.BYTES));
            var peer = connection.peer();
            Pump.Sides both = behave(connection, request);
            report(request.id()).complete(new Served(request, peer, both.sent(), both.received()));
        } catch (IOException e) {
            LOG.debug("event=served-nothing reason={}", e.getMessage());
        }
    }

    private static Pump.Sides behave(Connection c, Request request) {
        long seed = request.id();
        return switch (request.kind()) {
            case EXCHANGE -> Pump.exchange(c, seed, request.down());
            case REPLY_AT_END -> {
                Half received = Pump.receive(c);
                yield new Pump.Sides(Pump.send(c, seed, request.down(), true), received);
            }
            case SERVER_RESETS -> {
                Half sent = Pump.send(c, seed, request.down(), false);
                Half received = Pump.receive(c, request.up());
                c.reset();
                yield new Pump.Sides(sent, received);
            }
            case CLIENT_RESETS -> {
                Half sent = Pump.send(c, seed, request.down(), false);
                yield new Pump.Sides(sent, Pump.receive(c));
            }
        };
    }

    private CompletableFuture<Served> report(long id) {
        return served.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /** Waits for the server's side of a connection to end. */
    public Served await(Request request, int seconds) throws IOException {
        try {
            return report(request.id()).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server saw no end of the connection within " + seconds + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            served.remove(request.id());
        }
    }

    @Override
    public void close() {
        acceptor.close();
    }
}
