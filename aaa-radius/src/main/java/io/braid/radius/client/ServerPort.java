package io.braid.radius.client;

import io.braid.radius.config.ServerConfig;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.packet.PacketException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One port of a server: its sockets, the requests that are under way to it, and whether it lives. For the event loop's
 * thread.
 */
final class ServerPort {
    /** How much a wait is longer or shorter than told, so that not all clients ask at once (RFC 5080 §2.2.1). */
    private static final double JITTER = 0.1;

    private static final long FIRST_PROBE_MS = 1000;

    private final PortKey key;
    private final EventLoop loop;
    private final LaneOpener opener;
    private final Failover failover;
    private final Health health;
    private final Tally tally = new Tally();
    private final Attributes probeAttributes;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private boolean opening;
    private boolean probing;
    private int silentProbes;
    private boolean closed;
    private Future<?> tick;

    ServerPort(PortKey key, EventLoop loop, Failover failover, Consumer<ServerHealth> listener) {
        this.key = key;
        this.loop = loop;
        this.failover = failover;
        opener = new LaneOpener(key.server(), key.purpose(), key.timers(), loop, key.dictionary());
        health = new Health(key.server().name(), key.purpose(), listener);
        probeAttributes = Attributes.with(key.dictionary())
                .text("NAS-Identifier", key.nasIdentifier())
                .build();
    }

    PortKey key() {
        return key;
    }

    Liveness liveness() {
        return health.liveness();
    }

    /** Begins to look whether the server lives. */
    void start() {
        tick();
    }

    /** Asks this server; a request for which there is no room goes on to the next one. */
    void send(Exchange exchange) {
        exchange.tries(this);
        purge();
        Optional<Lane> lane = vacant();
        if (lane.isPresent()) {
            launch(lane.get(), exchange);
        } else if (exchange.pinned()) {
            waiting.addFirst(exchange);
            open();
        } else if (waiting.size() < Math.max(1, key.limits().waitingMax())) {
            waiting.add(exchange);
            open();
        } else {
            tally.refused++;
            exchange.leave("too many requests wait for server " + key.server().name());
            failover.next(exchange);
        }
    }

    /** Those whose time was up before it was their turn are at the head: they are the oldest. */
    private void purge() {
        while (!waiting.isEmpty() && waiting.peek().over()) {
            waiting.remove();
        }
    }

    private Optional<Lane> vacant() {
        return lanes.stream().filter(lane -> !lane.full()).findFirst();
    }

    private void launch(Lane lane, Exchange exchange) {
        try {
            lane.take(exchange);
        } catch (IllegalArgumentException e) {
            exchange.end(new Answer.None(e.getMessage()));
            return;
        }
        tally.requests++;
        transmit(exchange);
    }

    private void transmit(Exchange exchange) {
        exchange.next(loop.schedule(() -> expired(exchange), patience(exchange.sent()), TimeUnit.MILLISECONDS));
        exchange.send();
    }

    /**
     * How long to wait for an answer, in milliseconds; over a stream, as long as all retransmissions would take.
     *
     * @param sent how often the request was sent before
     */
    private long patience(int sent) {
        long initial = key.timers().initialRetransmission().toMillis();
        long wait = opener.retransmits()
                ? initial << sent
                : initial * ((2L << key.timers().retransmissionsMax()) - 1);
        return jittered(wait);
    }

    private static long jittered(long ms) {
        return (long) (ms * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
    }

    private void expired(Exchange exchange) {
        if (opener.retransmits() && exchange.sent() <= key.timers().retransmissionsMax()) {
            tally.retransmissions++;
            transmit(exchange);
            return;
        }
        gaveUp();
        forward(exchange, "server " + key.server().name() + " did not answer");
        drain();
    }

    /** It will not answer this request: the next one may. */
    private void forward(Exchange exchange, String why) {
        exchange.leave(why);
        failover.next(exchange);
    }

    /** A request got no answer. */
    void gaveUp() {
        tally.timeouts++;
        if (key.server().statusServer()) {
            if (health.liveness() != Liveness.DEAD) {
                health.become(Liveness.SUSPECT, health.reason());
                probe();
            }
        } else if (health.liveness() == Liveness.SUSPECT) {
            dead();
        } else {
            health.become(Liveness.SUSPECT, health.reason());
        }
    }

    void answered(Exchange exchange, Packet packet) {
        tally.answered(
                exchange.code(), packet.code(), TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - exchange.sentAt()));
        silentProbes = 0;
        health.answered(exchange.code() != Code.STATUS_SERVER);
        exchange.end(new Answer.Received(key.server().name(), packet));
        drain();
    }

    void unexpected() {
        tally.unexpected++;
    }

    void disbelieved(PacketException fault) {
        tally.faulty(fault.fault());
        switch (fault.fault()) {
            case AUTHENTICATOR, MESSAGE_AUTHENTICATOR_WRONG -> health.disbelieved("it answers with another secret");
            case MESSAGE_AUTHENTICATOR_MISSING -> health.disbelieved(
                    "it answers without Message-Authenticator, which is not believed: let it sign its answers");
            default -> {}
        }
    }

    private void drain() {
        purge();
        while (!waiting.isEmpty()) {
            Optional<Lane> lane = vacant();
            if (lane.isEmpty()) {
                open();
                return;
            }
            Exchange next = waiting.remove();
            if (!next.over()) {
                launch(lane.get(), next);
            }
        }
    }

    private void open() {
        if (opening || closed || lanes.size() >= key.limits().socketsMax()) {
            return;
        }
        opening = true;
        Future<Lane> lane = opener.open(this);
        lane.addListener(_ -> {
            if (!lane.isSuccess()) {
                opening = false;
                health.unreachable("it cannot be reached: " + Causes.words(lane.cause()));
                dead();
            } else if (closed) {
                lane.getNow().close();
            } else {
                opened(lane.getNow());
            }
        });
    }

    /**
     * Over TLS one request goes alone until it is answered: FreeRADIUS 3.2 gives up a connection whose first record holds two.
     */
    private void opened(Lane lane) {
        if (opener.retransmits() || !key.server().statusServer()) {
            ready(lane);
            return;
        }
        launch(lane, new Exchange(Code.STATUS_SERVER, probeAttributes, true, answer -> {
            switch (answer) {
                case Answer.Received _ -> ready(lane);
                case Answer.None _ -> {
                    opening = false;
                    lane.close();
                    dead();
                }
            }
        }));
    }

    private void ready(Lane lane) {
        opening = false;
        if (closed) {
            lane.close();
            return;
        }
        lanes.add(lane);
        drain();
    }

    /** A connection has ended: what was under way over it goes to the next server at once. */
    void lost(Lane lane) {
        boolean used = lanes.remove(lane);
        if (used && !closed) {
            health.unreachable("its connection ended");
            health.become(Liveness.SUSPECT, health.reason());
        }
        for (Exchange exchange : lane.waiting()) {
            if (lane.holds(exchange)) {
                forward(exchange, "the connection to server " + key.server().name() + " ended");
            }
        }
        if (used && !closed && key.server().statusServer()) {
            probe();
        }
    }

    /** The network refuses: nobody listens there, or there is no way. */
    void broken(Lane lane, Throwable cause) {
        health.unreachable("it cannot be reached: " + Causes.words(cause));
        if (opener.retransmits()) {
            dead();
        } else {
            lane.close();
        }
    }

    private void dead() {
        if (closed) {
            return;
        }
        health.become(Liveness.DEAD, health.reason());
        abandon("server " + key.server().name() + ": " + health.reason());
        schedule();
    }

    /** Gives what is under way to others; a request of accounting that is on its way stays, lest it be recorded twice. */
    private void abandon(String why) {
        while (!waiting.isEmpty()) {
            Exchange next = waiting.remove();
            if (!next.over()) {
                forward(next, why);
            }
        }
        for (Lane lane : List.copyOf(lanes)) {
            for (Exchange exchange : lane.waiting()) {
                // One that went on to another server meanwhile is none of ours.
                if (lane.holds(exchange) && (closed || exchange.code() != Code.ACCOUNTING_REQUEST)) {
                    forward(exchange, why);
                }
            }
        }
    }

    /** Asks whether it lives (RFC 5997). */
    private void probe() {
        if (probing || closed) {
            return;
        }
        probing = true;
        long began = System.nanoTime();
        Exchange exchange = new Exchange(Code.STATUS_SERVER, probeAttributes, true, answer -> {
            probing = false;
            if (answer instanceof Answer.None && !closed && !health.answeredSince(began)) {
                silentProbes++;
                dead();
            }
        });
        exchange.until(loop.schedule(exchange::giveUp, key.timers().giveUp().toMillis(), TimeUnit.MILLISECONDS));
        send(exchange);
    }

    private void tick() {
        if (closed) {
            return;
        }
        boolean quiet = !health.answeredSince(System.nanoTime() - key.timers().probeInterval().toNanos());
        if (key.server().statusServer()) {
            if (quiet || health.liveness() != Liveness.UP) {
                probe();
            }
        } else if (health.liveness() == Liveness.DEAD) {
            // The next request tells.
            health.become(Liveness.SUSPECT, health.reason());
        }
        schedule();
    }

    /** One that has just died is asked again soon, then less and less often. */
    private void schedule() {
        if (tick != null) {
            tick.cancel(false);
        }
        long interval = key.timers().probeInterval().toMillis();
        long wait = health.liveness() == Liveness.DEAD && key.server().statusServer()
                ? Math.min(interval, FIRST_PROBE_MS << Math.min(silentProbes, Integer.SIZE - 1))
                : interval;
        tick = loop.schedule(this::tick, jittered(wait), TimeUnit.MILLISECONDS);
    }

    ServerReport report() {
        purge();
        return new ServerReport(
                health.now(),
                lanes.stream().mapToInt(Lane::pending).sum(),
                waiting.size(),
                tally.roundTripUs(),
                tally.counts());
    }

    void close() {
        closed = true;
        if (tick != null) {
            tick.cancel(false);
        }
        abandon("server " + key.server().name() + " is not asked any more");
        List.copyOf(lanes).forEach(Lane::close);
    }
}
