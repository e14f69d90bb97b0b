package io.braid.radius.dynamic;

import io.braid.engine.authorize.Subscribers;
import io.braid.radius.config.DynamicConfig;
import io.braid.radius.dynamic.Tally.Event;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.PacketException;
import io.braid.radius.policy.PolicyReader;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * Takes CoA- and Disconnect-Requests. They are believed if they come from a configured client, are signed with its secret
 * and are of now; all others are ignored and counted (RFC 5176 §2.3, §6.3). Its sockets have a thread of their own.
 */
public final class DynamicServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicServer.class);
    private static final int ADMIN_RESET = 6;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("radius-dynamic", true), EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Orders orders;
    private final Tally tally = new Tally();
    private final Duplicates duplicates = new Duplicates();
    private final Map<InetSocketAddress, Port> ports = new HashMap<>();
    private volatile Terms terms;

    /** Used by the loop's thread alone. */
    private long second;

    private int inSecond;

    /** What holds by the present configuration; the codecs are the loop's thread's. */
    private record Terms(
            DynamicConfig config,
            String nasIdentifier,
            int vendor,
            Dictionary dictionary,
            Map<InetAddress, Peer> peers) {}

    private record Peer(String name, PacketCodec codec) {}

    /** @param policies how requests are understood, as it is configured now */
    public DynamicServer(Subscribers subscribers, Supplier<PolicyReader> policies) {
        orders = new Orders(subscribers, policies);
    }

    /**
     * Follows a configuration.
     *
     * @param nasIdentifier the name of this host to its servers
     * @param vendor the number of Braid's own attributes
     * @throws IOException if it cannot listen on an address; the others are served then
     */
    public synchronized void apply(DynamicConfig config, String nasIdentifier, int vendor, Dictionary dictionary)
            throws IOException {
        Map<InetAddress, Peer> peers = new HashMap<>();
        config.clients().forEach(client ->
                peers.put(client.address(), new Peer(client.name(), new PacketCodec(client.secret(), dictionary))));
        terms = new Terms(config, nasIdentifier, vendor, dictionary, peers);
        ports.entrySet().removeIf(entry -> {
            boolean gone = !config.listen().contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        Optional<IOException> failure = listen();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Listens where it does not yet; the first thing that is in the way. */
    private Optional<IOException> listen() {
        Optional<IOException> failure = Optional.empty();
        for (InetSocketAddress address : terms.config.listen()) {
            if (!ports.containsKey(address)) {
                try {
                    ports.put(address, new Port(loop, address, this::received));
                } catch (IOException e) {
                    failure = failure.or(() -> Optional.of(e));
                }
            }
        }
        return failure;
    }

    /** Tries once more to listen where it could not; whether it listens everywhere now. */
    public synchronized boolean retry() {
        return listen().isEmpty();
    }

    /** Where it listens now. */
    public synchronized List<InetSocketAddress> listening() {
        return ports.values().stream().map(Port::address).toList();
    }

    /** What came, and what became of it. */
    public DynamicCounts counts() {
        return tally.now();
    }

    private void received(Port port, InetSocketAddress from, byte[] datagram) {
        Terms now = terms;
        Peer peer = now.peers.get(from.getAddress());
        if (peer == null) {
            ignore(Event.UNKNOWN_CLIENT, from.getAddress().getHostAddress(), "it is not a configured client");
            return;
        }
        if (aboveRate(now.config.rateMax())) {
            ignore(Event.LIMITED, peer.name, "more requests a second than rate-max");
            return;
        }
        try {
            Packet request = peer.codec.readRequest(datagram, now.config.signatureRequired());
            if (request.code() == Code.ACCOUNTING_REQUEST) {
                ignore(Event.MALFORMED, peer.name, "it is an Accounting-Request");
                return;
            }
            Optional<String> stale = stale(request.attributes(), now.config);
            if (stale.isPresent()) {
                ignore(Event.STALE, peer.name, stale.get());
                return;
            }
            follow(port, from, datagram, request, now, peer);
        } catch (PacketException e) {
            ignore(event(e.fault()), peer.name, e.getMessage());
        }
    }

    private static Event event(PacketException.Fault fault) {
        return switch (fault) {
            case MALFORMED, CODE, IDENTIFIER -> Event.MALFORMED;
            case AUTHENTICATOR, MESSAGE_AUTHENTICATOR_WRONG -> Event.BAD_AUTHENTICATOR;
            case MESSAGE_AUTHENTICATOR_MISSING -> Event.UNSIGNED;
        };
    }

    private boolean aboveRate(int most) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        return ++inSecond > most;
    }

    /** Why it is not of now (RFC 5176 §6.3). */
    private static Optional<String> stale(Attributes attributes, DynamicConfig config) {
        try {
            OptionalLong told = attributes.number("Event-Timestamp");
            if (told.isEmpty()) {
                return config.timestampRequired() ? Optional.of("it has no Event-Timestamp") : Optional.empty();
            }
            long apart = Math.abs(Instant.now().getEpochSecond() - told.getAsLong());
            return apart > config.window().toSeconds()
                    ? Optional.of("its Event-Timestamp is " + apart + " s from now")
                    : Optional.empty();
        } catch (AttributeException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void ignore(Event event, String from, String why) {
        if (tally.count(event)) {
            LOG.warn("event=radius-request-ignored from={} reason=\"{}\"", from, why);
        }
    }

    private void follow(Port port, InetSocketAddress from, byte[] datagram, Packet request, Terms now, Peer peer) {
        String key = Duplicates.key(from, datagram);
        Optional<byte[]> before = duplicates.before(key);
        if (before.isPresent()) {
            tally.count(Event.DUPLICATE);
            if (before.get().length > 0) {
                port.send(from, before.get());
            }
            return;
        }
        tally.count(Event.REQUEST);
        orders.follow(request, now.nasIdentifier, now.vendor).thenAccept(outcome -> loop.execute(() -> {
            byte[] answer = answer(request, datagram, outcome, now, peer);
            duplicates.answered(key, answer);
            port.send(from, answer);
        }));
    }

    private byte[] answer(Packet request, byte[] datagram, Outcome outcome, Terms now, Peer peer) {
        boolean disconnect = request.code() == Code.DISCONNECT_REQUEST;
        Attributes.Builder answer = Attributes.with(now.dictionary);
        Code code;
        switch (outcome) {
            case Outcome.Done _ -> {
                code = disconnect ? Code.DISCONNECT_ACK : Code.COA_ACK;
                if (disconnect) {
                    answer.number("Acct-Terminate-Cause", ADMIN_RESET);
                }
                tally.count(Event.ACK);
            }
            case Outcome.Refused refused -> {
                code = disconnect ? Code.DISCONNECT_NAK : Code.COA_NAK;
                answer.number("Error-Cause", refused.cause().number());
                tally.count(Event.NAK);
            }
        }
        answer.number("Event-Timestamp", Instant.now().getEpochSecond());
        // In their order (RFC 5176 §3.1).
        request.attributes().all("Proxy-State").forEach(answer::add);
        LOG.info(
                "event=radius-{} from={} answer={}{}",
                disconnect ? "disconnect" : "coa",
                peer.name,
                code.label(),
                outcome instanceof Outcome.Refused refused ? " reason=\"" + refused.why() + "\"" : "");
        return peer.codec.answer(code, datagram, answer.build());
    }

    @Override
    public synchronized void close() {
        ports.values().forEach(Port::close);
        ports.clear();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
