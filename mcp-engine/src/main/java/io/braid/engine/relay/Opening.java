package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig.ServerProtocol;
import io.braid.engine.convert.AnswerDecoder;
import io.braid.engine.convert.ConvertAnswer;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.path.PathPlans;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The steps of a conversion from a known destination to the first relayed byte: server leg and answer. */
final class Opening {
    private final ConversionLoop loop;
    private final Pump pump;
    private final SignalReader reader;

    Opening(ConversionLoop loop, Pump pump) {
        this.loop = loop;
        this.pump = pump;
        this.reader = new SignalReader(pump);
    }

    /** What the customer asks for is known: the server leg is opened, or refused. */
    void openServer(Live live) {
        Conversion c = live.data;
        Verdict allowed = live.service.guard().check(c.destination);
        if (allowed instanceof Verdict.Refuse refusal) {
            loop.refuse(live, refusal);
            return;
        }
        loop.decide(live, allowed);
        c.deadlineAt = Conversion.now() + live.service.config().timers().connect().toMillis();
        boolean tcp = live.service.config().serverProtocol() == ServerProtocol.TCP;
        connect(live, tcp ? Protocol.TCP : Protocol.MPTCP);
    }

    private void connect(Live live, Protocol protocol) {
        Conversion c = live.data;
        c.phase = Phase.CONNECTING;
        Optional<Verdict.Refuse> refusal = ServerLegs.open(live, protocol, verdict -> loop.decide(live, verdict));
        if (refusal.isPresent()) {
            loop.refuse(live, refusal.get());
            return;
        }
        live.remind();
        loop.watch(live, c.server);
    }

    /** The server leg is connected, or failed. */
    void serverReady(Live live, int events) {
        Conversion c = live.data;
        try {
            boolean suspect = (events & (LoopHandle.ERR | LoopHandle.HUP)) != 0;
            int errno = suspect ? StreamSocket.connectError(c.server.fd) : 0;
            if (errno != 0) {
                connectFailed(live, errno);
            } else if ((events & LoopHandle.OUT) != 0) {
                connected(live);
            }
        } catch (ErrnoException e) {
            connectFailed(live, e.errno());
        }
    }

    private void connectFailed(Live live, int errno) {
        Conversion c = live.data;
        boolean mayBeTheOption = c.server.opened == Protocol.MPTCP && c.concentrator == null;
        if (mayBeTheOption && ServerLegs.mayDislikeMptcp(errno)) {
            // A server, or a box before it, may refuse MP_CAPABLE and take plain TCP; the kernel does not try.
            loop.decide(live, Verdict.pass(Reason.MPTCP_REFUSED, ErrnoException.meaning(errno) + ", plain TCP is tried"));
            loop.dropServer(live);
            connect(live, Protocol.TCP);
            return;
        }
        loop.refuse(live, ServerLegs.failure(errno, c.server.remote));
    }

    private void connected(Live live) throws ErrnoException {
        Conversion c = live.data;
        ConversionLoop.describe(c.server);
        loop.decide(live, Verdict.pass(Reason.SERVER_CONNECTED, c.server.mptcp ? "MPTCP" : "TCP"));
        if (c.server.token != 0) {
            var plan = PathPlans.forServer(live.service.config(), live.service.accesses(), c.server.local, c.access);
            live.service.paths().begin(c.server.token, c.server.local, c.server.remote, () -> {}, plan);
        }
        if (c.concentrator == null) {
            c.down.say(Answers.accepted(c));
            loop.relay(live);
            return;
        }
        c.phase = Phase.AWAIT_ANSWER;
        serverSpoke(live);
    }

    /** The concentrator can take more of the request, or gave some of its answer. */
    void serverSpoke(Live live) {
        Conversion c = live.data;
        // What the customer says follows the request at once (RFC 8803 §4.1): waiting would cost a round trip.
        switch (pump.turn(c.up, c.customer, c.server, false)) {
            case TO_BROKEN -> {
                loop.refuse(live, ServerLegs.failure(pump.lastErrno(), c.server.remote));
                return;
            }
            case FROM_BROKEN -> {
                loop.end(live, Verdict.refuse(Reason.CUSTOMER_RESET, "before the answer"), true);
                return;
            }
            default -> {}
        }
        while (c.phase == Phase.AWAIT_ANSWER && c.server.readable) {
            int got = reader.read(c, c.server);
            if (got == StreamSocket.WOULD_BLOCK) {
                c.server.readable = false;
            } else if (got <= 0) {
                loop.refuse(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, "no whole answer before the end"));
            } else {
                answered(live);
            }
        }
    }

    private void answered(Live live) {
        Conversion c = live.data;
        AnswerDecoder decoder = new AnswerDecoder(ServerLegs.request(c.destination));
        switch (decoder.decode(ByteBuffer.wrap(c.signal, 0, c.signalLength))) {
            case ConvertAnswer.NeedMore more -> {}
            case ConvertAnswer.Accepted yes -> {
                c.down.append(c.signal, yes.consumed(), c.signalLength - yes.consumed());
                if (c.server.token != 0) {
                    live.service.paths().established(c.server.token);
                }
                loop.relay(live);
            }
            case ConvertAnswer.Refused no ->
                loop.refuse(live, Verdict.refuse(Reason.CONCENTRATOR_REFUSED, "" + no.error()));
            case ConvertAnswer.Invalid bad ->
                loop.refuse(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, bad.problem().getMessage()));
        }
    }
}
