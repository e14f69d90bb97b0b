package io.braid.engine.relay;

import io.braid.engine.config.ServiceConfig.ServerProtocol;
import io.braid.engine.convert.AnswerDecoder;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.convert.ConvertAnswer;
import io.braid.engine.convert.Signal;
import io.braid.engine.convert.SignalDecoder;
import io.braid.engine.convert.SignalRules;
import io.braid.engine.convert.SynPayload;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.path.PathPlans;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The steps of a conversion from accept to the first relayed byte: request, server leg, answer. */
final class Opening {
    /** Most bytes read while a request, or an answer, is not whole: what one SYN can carry and a full message fit. */
    private static final int SIGNAL_BYTES_MAX = 2048;

    private static final SignalDecoder SIGNALS = new SignalDecoder(SignalRules.DEFAULT);

    private final ConversionLoop loop;
    private final Pump pump;

    Opening(ConversionLoop loop, Pump pump) {
        this.loop = loop;
        this.pump = pump;
    }

    /** The customer's leg is there. */
    void begin(Live live, Ingress ingress) {
        Conversion c = live.data;
        if (c.customer.token != 0) {
            live.service
                    .paths()
                    .begin(
                            c.customer.token,
                            c.customer.local,
                            c.customer.remote,
                            c.customer.keyed ? null : () -> loop.handshakeDone(live),
                            PathPlans.forCustomer(live.service.config(), c.customer.local));
        }
        if (ingress == Ingress.INTERCEPTED) {
            c.destination = c.customer.local;
            loop.decide(live, Verdict.pass(Reason.INTERCEPTED));
            openServer(live);
        } else {
            c.phase = Phase.AWAIT_SIGNAL;
            c.deadlineAt = c.acceptedAt + live.service.config().timers().signal().toMillis();
            live.remind();
        }
        if (c.phase != Phase.CLOSED) {
            loop.watch(live, c.customer);
        }
    }

    /** More of the request may have come. */
    void customerSpoke(Live live) {
        Conversion c = live.data;
        while (c.phase == Phase.AWAIT_SIGNAL && c.customer.readable) {
            int got = readSignal(c, c.customer);
            if (got == StreamSocket.WOULD_BLOCK) {
                c.customer.readable = false;
            } else if (got <= 0) {
                loop.end(live, Verdict.refuse(Reason.SIGNAL_CUT_SHORT, c.signalLength + " bytes"), true);
            } else {
                examine(live);
            }
        }
    }

    /** Reads what fits: a count, 0 at the end, or a negative errno. */
    private int readSignal(Conversion c, Leg from) {
        int asked = SIGNAL_BYTES_MAX - c.signalLength;
        int got = StreamSocket.recv(from.fd, pump.buffer(), asked);
        if (got > 0) {
            from.readable = got == asked || from.peerClosed;
            byte[] grown = c.signal == null ? new byte[got] : Arrays.copyOf(c.signal, c.signalLength + got);
            pump.buffer().get(0, grown, c.signalLength, got);
            c.signal = grown;
            c.signalLength += got;
        }
        return got;
    }

    private void examine(Live live) {
        Conversion c = live.data;
        switch (SIGNALS.decode(c.signal, c.signalLength, syn(c))) {
            case Signal.NeedMore more -> {
                if (more.atLeast() > SIGNAL_BYTES_MAX || c.signalLength >= SIGNAL_BYTES_MAX) {
                    loop.refuse(live, Verdict.refuse(Reason.SIGNAL_MALFORMED, "longer than " + SIGNAL_BYTES_MAX));
                }
            }
            case Signal.NotASignal none -> loop.refuse(live, Verdict.refuse(Reason.NO_SIGNAL, ""));
            case Signal.Malformed bad -> {
                loop.decide(live, Verdict.refuse(Reason.SIGNAL_MALFORMED, bad.problem().getMessage()));
                loop.refuse(live, bad.answer().map(answer -> answer.encode()).orElse(new byte[0]));
            }
            case Signal.Inquiry inquiry -> {
                loop.decide(live, Verdict.pass(Reason.INQUIRY));
                loop.refuse(live, Answers.supported());
            }
            case Signal.Request request -> requested(live, request);
        }
    }

    /** MP_CONVERT counts only in a SYN with MP_CAPABLE (plain-mode-10 §5.2); asked only where it can matter. */
    private static SynPayload syn(Conversion c) {
        boolean convert = c.signal[0] == 1;
        if (convert || !c.customer.mptcp) {
            return SynPayload.NONE;
        }
        try {
            return TcpInfo.of(c.customer.fd).synData() ? SynPayload.MP_CAPABLE : SynPayload.NONE;
        } catch (ErrnoException e) {
            return SynPayload.NONE;
        }
    }

    private void requested(Live live, Signal.Request signal) {
        Conversion c = live.data;
        ConversionRequest request = signal.request();
        c.answer = switch (request.format()) {
            case RFC8803 -> AnswerFormat.CONVERT;
            case MP_CONVERT_IE -> AnswerFormat.MP_CONVERT_IE;
            case MP_CONVERT_OPTION -> AnswerFormat.MP_CONVERT_OPTION;
        };
        c.destination = request.destinationOr(c.customer.local);
        c.up.append(c.signal, signal.consumed(), c.signalLength - signal.consumed());
        c.request = Arrays.copyOf(c.signal, signal.consumed());
        c.signal = null;
        c.signalLength = 0;
        loop.decide(live, Verdict.pass(Reason.REQUESTED, request.format() + " to " + c.destination));
        if (request.protocol() != ConversionRequest.TCP) {
            loop.refuse(live, Verdict.refuse(Reason.PROTOCOL_UNSUPPORTED, "IP protocol " + request.protocol()));
            return;
        }
        byte[] unsupported = Answers.unsupportedOptions(request);
        if (unsupported.length > 0) {
            loop.decide(live, Verdict.refuse(Reason.TCP_OPTION_UNSUPPORTED, "" + request.tcpOptions()));
            loop.refuse(live, unsupported);
            return;
        }
        openServer(live);
    }

    private void openServer(Live live) {
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
            int got = readSignal(c, c.server);
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
