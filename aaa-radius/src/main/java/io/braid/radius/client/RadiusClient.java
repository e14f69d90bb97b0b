package io.braid.radius.client;

import io.braid.radius.config.RadiusConfig;
import io.braid.radius.config.ServerConfig;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * Asks RADIUS servers: the first that lives, in the configured order. Sockets and timers have a thread of their own; all
 * methods can be called on any other thread.
 */
public final class RadiusClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RadiusClient.class);
    private static final long LOOP_ANSWER_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("radius", true), EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Consumer<ServerHealth>> listeners = new CopyOnWriteArrayList<>();

    /** In the configured order. The two fields are of the loop's thread. */
    private List<ServerPort> ports = List.of();

    private RadiusConfig config;

    public RadiusClient(RadiusConfig config, Dictionary dictionary) {
        apply(config, dictionary);
    }

    /** Tells a listener of every change of a server's health. It is called on the thread of the sockets and must not block. */
    public void onHealth(Consumer<ServerHealth> listener) {
        listeners.add(listener);
    }

    /**
     * Follows another configuration. What is under way to servers that remain is not disturbed.
     *
     * @param dictionary the attributes that packets hold
     */
    public void apply(RadiusConfig wanted, Dictionary dictionary) {
        onLoop(() -> {
            Map<PortKey, ServerPort> before = new HashMap<>();
            ports.forEach(port -> before.put(port.key(), port));
            List<ServerPort> next = new ArrayList<>();
            List<ServerPort> fresh = new ArrayList<>();
            for (ServerConfig server : wanted.servers()) {
                for (Purpose purpose : purposes(server)) {
                    PortKey key = new PortKey(
                            server, purpose, wanted.nasIdentifier(), wanted.timers(), wanted.limits(), dictionary);
                    ServerPort known = before.remove(key);
                    if (known == null) {
                        known = new ServerPort(key, loop, this::next, this::changed);
                        fresh.add(known);
                    }
                    next.add(known);
                }
            }
            config = wanted;
            ports = next;
            before.values().forEach(ServerPort::close);
            fresh.forEach(ServerPort::start);
            return null;
        });
    }

    private static List<Purpose> purposes(ServerConfig server) {
        return switch (server.transport()) {
            case ServerConfig.Udp _ -> List.of(Purpose.AUTHENTICATION, Purpose.ACCOUNTING);
            case ServerConfig.Tls _ -> List.of(Purpose.BOTH);
        };
    }

    private void changed(ServerHealth health) {
        if (health.liveness() == Liveness.UP) {
            LOG.info("event=radius-server-up server={} port={}", health.server(), health.purpose());
        } else {
            LOG.warn(
                    "event=radius-server-{} server={} port={} reason=\"{}\"",
                    health.liveness() == Liveness.DEAD ? "dead" : "suspect",
                    health.server(),
                    health.purpose(),
                    health.reason());
        }
        listeners.forEach(listener -> listener.accept(health));
    }

    /**
     * Asks.
     *
     * @param code Access-Request or Accounting-Request
     * @param answer is called once, on the thread of the sockets, and must not block
     */
    public void send(Code code, Attributes attributes, Consumer<Answer> answer) {
        loop.execute(() -> {
            Exchange exchange = new Exchange(code, attributes, false, answer);
            until(exchange);
            next(exchange);
        });
    }

    /** Asks one server, whether it lives or not; empty if there is none of this name. */
    public void ask(String server, Code code, Attributes attributes, Consumer<Optional<Answer>> answer) {
        loop.execute(() -> {
            Optional<ServerPort> port =
                    serving(code).filter(found -> found.key().server().name().equals(server)).findFirst();
            if (port.isEmpty()) {
                answer.accept(Optional.empty());
                return;
            }
            Exchange exchange = new Exchange(code, attributes, true, result -> answer.accept(Optional.of(result)));
            until(exchange);
            port.get().send(exchange);
        });
    }

    private void until(Exchange exchange) {
        exchange.until(loop.schedule(exchange::giveUp, config.timers().giveUp().toMillis(), TimeUnit.MILLISECONDS));
    }

    private Stream<ServerPort> serving(Code code) {
        Purpose purpose = Purpose.of(code);
        return ports.stream().filter(port -> port.key().purpose() == purpose || port.key().purpose() == Purpose.BOTH);
    }

    /** Servers that answer come before those that did not lately; the dead are not asked. */
    private void next(Exchange exchange) {
        if (exchange.pinned()) {
            exchange.end(new Answer.None(exchange.trouble()));
            return;
        }
        List<ServerPort> candidates = serving(exchange.code())
                .filter(port -> port.liveness().usable() && !exchange.tried(port))
                .toList();
        candidates.stream()
                .filter(port -> port.liveness() != Liveness.SUSPECT)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .ifPresentOrElse(port -> port.send(exchange), () -> exchange.end(new Answer.None(why(exchange))));
    }

    private String why(Exchange exchange) {
        if (!exchange.trouble().isEmpty()) {
            return exchange.trouble();
        }
        return ports.isEmpty() ? "no server is configured" : "no server lives";
    }

    /** How the servers are, and what they have done. */
    public List<ServerReport> servers() {
        return onLoop(() -> ports.stream().map(ServerPort::report).toList());
    }

    private <T> T onLoop(Supplier<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                done.complete(task.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(LOOP_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the RADIUS client failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the RADIUS client does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        onLoop(() -> {
            List<ServerPort> all = ports;
            ports = List.of();
            all.forEach(ServerPort::close);
            return null;
        });
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
