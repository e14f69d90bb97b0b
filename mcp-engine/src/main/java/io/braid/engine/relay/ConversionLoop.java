package io.braid.engine.relay;

import io.braid.engine.admission.Admission.Seat;
import io.braid.engine.authorize.Caps;
import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Condition;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.relay.Pump.Outcome;
import io.braid.engine.source.HostIds;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.netty.channel.IoEventLoop;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event loop and the conversions it owns: what happens on their legs, their turns, their deadlines and their end. The
 * steps before bytes flow are in {@link Requests} and {@link Opening}.
 */
final class ConversionLoop {
    private final IoEventLoop loop;
    private final Pump pump;
    private final Opening opening;
    private final Requests requests;
    private final Refusals refusals;
    private final Journal journal;
    private final Tracing tracing;
    private final Clientele clientele = new Clientele(this);
    private final LongObjectMap<Live> lives = new LongObjectHashMap<>();
    private final AtomicInteger load = new AtomicInteger();
    private long nextId;

    /** @param firstId the first of this loop's conversion identifiers; loops must not share them */
    ConversionLoop(IoEventLoop loop, Journal journal, Tracing tracing, long firstId) {
        this.loop = loop;
        this.journal = journal;
        this.tracing = tracing;
        this.nextId = firstId;
        this.pump = new Pump(journal);
        this.opening = new Opening(this, pump);
        this.requests = new Requests(this, pump, opening, clientele);
        this.refusals = new Refusals(this, pump, journal);
    }

    /** Probes a concentrator after a delay; from any thread. */
    void probe(NetNs netns, Concentrators memory, Attachment attachment, Condition failed, long delayMs) {
        ConcentratorProbe.schedule(loop, netns, memory, pump, attachment, failed, delayMs);
    }

    IoEventLoop eventLoop() {
        return loop;
    }

    /** The conversions of this loop, by their identifiers; on its thread only. */
    LongObjectMap<Live> lives() {
        return lives;
    }

    /** The conversions of this loop by subscriber; on its thread only. */
    Clientele clientele() {
        return clientele;
    }

    ScheduledFuture<?> schedule(Runnable work, long delayMs) {
        return loop.schedule(work, Math.max(delayMs, 0), TimeUnit.MILLISECONDS);
    }

    /** Conversions it has, and connections on their way to it; from any thread. */
    int load() {
        return load.get();
    }

    /** A connection was accepted, by this loop or another; from here on its descriptor is this loop's. */
    void take(Service service, Arrival arrival) {
        load.incrementAndGet();
        if (loop.inEventLoop()) {
            accepted(service, arrival);
        } else {
            loop.execute(() -> accepted(service, arrival));
        }
    }

    private void accepted(Service service, Arrival arrival) {
        long now = Conversion.now();
        InetSocketAddress customer = arrival.customer();
        LimitConfig limits = service.office()
                .known(customer.getAddress())
                .map(known -> Caps.limits(service.config().limits(), known.policy()))
                .orElse(service.config().limits());
        Seat seat = service.admission().seat(customer.getAddress(), limits);
        Optional<Reason> refusal = seat.enter(now);
        if (refusal.isPresent()) {
            turnAway(service, refusal.get(), arrival.fd());
            return;
        }
        service.active().incrementAndGet();
        Conversion c = new Conversion(nextId++, service.name());
        Live live = new Live(this, service, seat, c);
        lives.put(c.id, live);
        c.acceptedAt = now;
        c.activeAt = now;
        c.customer.fd = arrival.fd();
        c.customer.remote = customer;
        c.customer.local = arrival.local();
        c.customer.opened = arrival.ingress().protocol();
        tracing.begin(live);
        try {
            describe(c.customer);
            decide(live, Verdict.pass(Reason.ACCEPTED));
            requests.begin(live, arrival.ingress());
        } catch (ErrnoException e) {
            // Gone before it was looked at.
            end(live, Verdict.refuse(Reason.CUSTOMER_RESET, e.getMessage()), true);
        }
    }

    /** Resets a connection of which nothing is kept. */
    private void turnAway(Service service, Reason reason, int fd) {
        load.decrementAndGet();
        journal.refusedAtDoor(service, reason);
        tracing.refusedAtDoor(nextId++, service, fd, Verdict.refuse(reason, ""));
        StreamSocket.resetOnClose(fd);
        StreamSocket.close(fd);
    }

    /** Asks the kernel who a fresh leg is; ends that are known already are not asked for again. */
    static void describe(Leg leg) throws ErrnoException {
        if (leg.local == null) {
            leg.local = StreamSocket.localAddress(leg.fd);
        }
        if (leg.remote == null) {
            leg.remote = StreamSocket.peerAddress(leg.fd);
        }
        // What was opened as TCP cannot have become anything else.
        MptcpInfo info = leg.opened == Protocol.MPTCP ? MptcpInfo.ifSpoken(leg.fd) : null;
        leg.mptcp = info != null;
        if (info != null) {
            leg.token = info.token();
            leg.keyed = info.remoteKeyReceived();
        }
    }

    /** The third ACK of a customer's fast open has come; called on any thread. */
    void handshakeDone(Live live) {
        loop.execute(() -> EarlyBytes.push(live));
    }

    /** Puts a leg on the loop; it hears at once what the leg is ready for. */
    void watch(Live live, Leg leg) {
        LegHandle handle = new LegHandle(this, live, leg);
        if (leg == live.data.customer) {
            live.customer = handle;
        } else {
            live.server = handle;
        }
        handle.registerLeg(
                loop, fd -> end(live, Verdict.refuse(Reason.STOPPED, "the event loop does not take fd " + fd), true));
    }

    /** Something happened on a leg. */
    void ready(Live live, Leg leg, int events) {
        Conversion c = live.data;
        if (c.phase == Phase.CLOSED || !leg.open()) {
            return;
        }
        if ((events & (LoopHandle.RDHUP | LoopHandle.HUP)) != 0) {
            leg.peerClosed = true;
        }
        if ((events & ~LoopHandle.OUT) != 0) {
            leg.readable = true;
        }
        if ((events & LoopHandle.ERR) != 0 && !opening(c, leg) && broken(live, leg)) {
            return;
        }
        switch (c.phase) {
            case AWAIT_SIGNAL -> requests.customerSpoke(live);
            case CONNECTING -> connecting(live, leg, events);
            case AWAIT_ANSWER -> opening.towards().spoke(live);
            case AWAIT_AUTHORIZATION -> waiting(live, leg, events);
            case RELAYING -> turn(live);
            case REFUSING -> refusals.ready(live);
            case CLOSED -> {}
        }
    }

    /** Whether an error of this leg is not the conversion's end yet: there may be another way. */
    private static boolean opening(Conversion c, Leg leg) {
        return c.phase == Phase.CONNECTING || c.phase == Phase.AWAIT_ANSWER && leg == c.server;
    }

    private void waiting(Live live, Leg leg, int events) {
        if ((events & LoopHandle.ERR) != 0) {
            broken(live, leg);
        }
    }

    private void connecting(Live live, Leg leg, int events) {
        if (leg == live.data.server) {
            opening.serverReady(live, events);
        } else if ((events & LoopHandle.ERR) != 0) {
            broken(live, leg);
        }
    }

    /** Whether a leg has a pending error; then the conversion is over, and the other leg learns it as a reset. */
    private boolean broken(Live live, Leg leg) {
        try {
            int errno = StreamSocket.connectError(leg.fd);
            if (errno == 0) {
                return false;
            }
            reset(live, leg, errno);
        } catch (ErrnoException e) {
            reset(live, leg, e.errno());
        }
        return true;
    }

    /** Both directions have a turn. */
    void turn(Live live) {
        Conversion c = live.data;
        if (c.phase != Phase.RELAYING) {
            return;
        }
        long before = c.up.sent + c.down.sent;
        Outcome up = pump.turn(live.service, c.up, c.customer, c.server, c.down.endSent);
        if (up == Outcome.FROM_BROKEN || up == Outcome.TO_BROKEN) {
            reset(live, up == Outcome.FROM_BROKEN ? c.customer : c.server, pump.lastErrno());
            return;
        }
        Outcome down = pump.turn(live.service, c.down, c.server, c.customer, c.up.endSent);
        if (down == Outcome.FROM_BROKEN || down == Outcome.TO_BROKEN) {
            reset(live, down == Outcome.FROM_BROKEN ? c.server : c.customer, pump.lastErrno());
            return;
        }
        if (c.up.sent + c.down.sent != before) {
            c.activeAt = Conversion.now();
            charge(live);
        }
        if (up == Outcome.FINISHED && down == Outcome.FINISHED) {
            end(live, Verdict.pass(Reason.ENDED), false);
        } else if ((up == Outcome.TURN_OVER || down == Outcome.TURN_OVER) && !live.queued) {
            live.queued = true;
            loop.execute(live);
        }
    }

    /** What was relayed since the last time is the subscriber's. */
    private static void charge(Live live) {
        Conversion c = live.data;
        long up = c.up.bytes();
        long down = c.down.bytes();
        if (live.subscriber != null) {
            live.subscriber.used(up - c.countedUp, down - c.countedDown);
        }
        c.countedUp = up;
        c.countedDown = down;
    }

    /** Bytes flow from now on. */
    void relay(Live live) {
        live.data.phase = Phase.RELAYING;
        live.seat.settle();
        live.data.signal = null;
        live.data.activeAt = Conversion.now();
        live.data.deadlineAt = idleDeadline(live);
        live.remind();
        turn(live);
    }

    private static long idleDeadline(Live live) {
        return live.data.activeAt + live.service.config().timers().idle().toMillis();
    }

    /** A phase's time may be over. */
    void deadline(Live live) {
        Conversion c = live.data;
        if (c.phase == Phase.CLOSED) {
            return;
        }
        if (c.phase == Phase.RELAYING) {
            c.deadlineAt = idleDeadline(live);
        }
        if (c.deadlineAt > Conversion.now()) {
            live.remind();
            return;
        }
        switch (c.phase) {
            case AWAIT_SIGNAL -> refuse(live, Verdict.refuse(Reason.SIGNAL_TIMEOUT, ""));
            case CONNECTING -> {
                if (c.concentrator == null) {
                    refuse(live, Verdict.refuse(Reason.SERVER_TIMEOUT, "" + c.server.remote));
                } else {
                    opening.towards().silent(live);
                }
            }
            case AWAIT_ANSWER -> opening.towards().silent(live);
            case AWAIT_AUTHORIZATION -> refuse(live, Verdict.refuse(Reason.AUTHORIZATION_UNAVAILABLE, "no answer in time"));
            case RELAYING -> end(live, Verdict.refuse(Reason.IDLE, ""), true);
            case REFUSING -> close(live, true);
            case CLOSED -> {}
        }
    }

    /** A room said no: the server leg goes, and the customer is told in the way it asked. */
    void refuse(Live live, Verdict.Refuse verdict) {
        refusals.refuse(live, verdict);
    }

    /** As above, with the error to tell beside what the reason says by itself; none makes it a reset. */
    void refuse(Live live, Verdict verdict, byte[] error) {
        refusals.refuse(live, verdict, error);
    }

    /** All the customer wanted is an answer. */
    void answer(Live live, byte[] words) {
        refusals.answer(live, words);
    }

    /** Closes the server leg at once, to try another or none. */
    void dropServer(Live live) {
        Leg server = live.data.server;
        if (!server.open()) {
            return;
        }
        forgetHostId(live);
        if (server.token != 0) {
            live.service.paths().end(server.token);
            server.token = 0;
        }
        StreamSocket.resetOnClose(server.fd);
        if (live.server != null) {
            live.server.closeNow();
            live.server = null;
        } else {
            StreamSocket.close(server.fd);
        }
        server.fd = -1;
    }

    /** Nobody else with the same ends is to be taken for its customer. */
    private static void forgetHostId(Live live) {
        Conversion c = live.data;
        if (c.server.open() && c.concentrator == null && HostIds.uses(live.service.config())) {
            live.service.signals().hostIds().end(c.server.local, c.server.remote);
        }
    }

    /** A leg was reset, or died; so is the other (draft S2, RFC 8803 §5). */
    private void reset(Live live, Leg leg, int errno) {
        boolean customer = leg == live.data.customer;
        String detail = ErrnoException.meaning(errno);
        end(live, Verdict.refuse(customer ? Reason.CUSTOMER_RESET : Reason.SERVER_RESET, detail), true);
    }

    /** The conversion is over. */
    void end(Live live, Verdict verdict, boolean abort) {
        decide(live, verdict);
        close(live, abort);
    }

    /** What a room decided counts, and those who follow the conversion hear of it. */
    void decide(Live live, Verdict verdict) {
        live.data.decided(verdict);
        live.service.counters().count(verdict.reason());
        tracing.decided(live, verdict);
    }

    /** As {@link #decide}, and the operator reads of it. */
    void detour(Live live, Verdict verdict) {
        decide(live, verdict);
        journal.detour(live.service, verdict);
    }

    /** Closes both legs, decided already. */
    void close(Live live, boolean abort) {
        Conversion c = live.data;
        if (c.phase == Phase.CLOSED) {
            return;
        }
        charge(live);
        if (live.service.office().measured()) {
            PathMeter.read(live);
        }
        if (c.customer.token != 0) {
            live.service.paths().end(c.customer.token);
            if (c.intercepted()) {
                live.service.signals().filter().end(c.service, c.customer.token);
            }
        }
        if (abort) {
            StreamSocket.resetOnClose(c.customer.fd);
            dropServer(live);
        } else if (live.server != null) {
            forgetHostId(live);
            if (c.server.token != 0) {
                live.service.paths().end(c.server.token);
            }
            live.server.closeNow();
        }
        if (live.customer != null) {
            live.customer.closeNow();
        } else {
            StreamSocket.close(c.customer.fd);
        }
        c.phase = Phase.CLOSED;
        live.forgetReminder();
        lives.remove(c.id);
        load.decrementAndGet();
        pump.drop(c.up, live.service);
        pump.drop(c.down, live.service);
        live.seat.leave(Conversion.now());
        live.service.active().decrementAndGet();
        clientele.leave(live);
        journal.ended(live);
        tracing.ended(live);
    }
}
