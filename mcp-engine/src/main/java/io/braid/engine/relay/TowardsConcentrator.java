package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Concentrators.Way;
import io.braid.engine.concentrator.Health;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.convert.AnswerDecoder;
import io.braid.engine.convert.ConvertAnswer;
import io.braid.engine.convert.ConvertError;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * The part of an opening that has to do with a concentrator: its handshake, its answer, and the way past it when it cannot
 * take the connection (RFC 8803 §6, plain-mode-10 §5.2). No byte of a customer is sent twice to a server: bytes that went
 * to a concentrator go another way only if it cannot have passed them on.
 */
final class TowardsConcentrator {
    /** Most concentrators tried for one connection; then it goes to the server itself. */
    private static final int TRIES_MAX = 4;

    private static final int READ_BYTES = 16 * 1024;
    /** How long to leave alone who names no time (RFC 8803 §4.2.8). */
    private static final int WAIT_SECONDS = 30;

    /** Nothing is ever read from it. */
    private static final Leg NOBODY = new Leg();

    private final ConversionLoop loop;
    private final Opening opening;
    private final Pump pump;
    private final SignalReader signals;

    TowardsConcentrator(ConversionLoop loop, Opening opening, Pump pump) {
        this.loop = loop;
        this.opening = opening;
        this.pump = pump;
        this.signals = new SignalReader(pump);
    }

    /** Begins: what came with the customer's request is the first of its bytes. */
    void begin(Live live) {
        Conversion c = live.data;
        c.firstBytes = new FirstBytes();
        if (c.up.stashed()) {
            c.firstBytes.append(c.up.stash, c.up.stashFrom, c.up.stashedBytes());
            c.up.clear();
        }
        next(live, Verdict.refuse(Reason.WITHOUT_CONCENTRATOR, "none is usable"));
    }

    /** The next concentrator; without one, past them. */
    private void next(Live live, Verdict.Refuse because) {
        Conversion c = live.data;
        Optional<Way> way = c.connectTries < TRIES_MAX
                ? live.service.concentrators().choose(live.service.config())
                : Optional.empty();
        if (way.isEmpty()) {
            past(live, because);
            return;
        }
        c.proven = way.get().proven();
        c.deadlineAt = Math.min(c.openBy, Conversion.now() + policy(live).patience().toMillis());
        opening.connect(live, Protocol.MPTCP, way);
    }

    /** To the server itself, if the operator wants it so. */
    private void past(Live live, Verdict.Refuse because) {
        Conversion c = live.data;
        if (policy(live).action() == FallbackConfig.Action.REFUSE) {
            loop.refuse(live, because);
            return;
        }
        loop.decide(live, Verdict.pass(Reason.WITHOUT_CONCENTRATOR, because.reason().label() + " " + because.detail()));
        FirstBytes first = c.firstBytes;
        c.firstBytes = null;
        c.up.append(first.bytes, 0, first.length);
        c.up.ended = first.ended;
        c.deadlineAt = Conversion.now() + live.service.config().timers().connect().toMillis();
        opening.connect(live, Protocol.TCP, Optional.empty());
    }

    private static FallbackConfig policy(Live live) {
        return live.service.config().fallback();
    }

    private static Concentrators memory(Live live) {
        return live.service.concentrators();
    }

    private static Attachment attachment(Conversion c) {
        return Attachment.of(c.server.remote, c.access);
    }

    /** The leg could not be connected, or not made. */
    void connectFailed(Live live, Verdict.Refuse why) {
        if (why.reason() == Reason.MACHINE_EXHAUSTED) {
            loop.refuse(live, why);
        } else {
            failed(live, Verdict.refuse(Reason.CONCENTRATOR_UNREACHABLE, why.detail()));
        }
    }

    /** It is remembered as failed, and another way is taken. */
    private void failed(Live live, Verdict.Refuse why) {
        memory(live).failed(attachment(live.data), why, policy(live));
        retreat(live, why);
        next(live, why);
    }

    /** Only this connection goes past it; it is blamed when that works. */
    private void suspect(Live live, Verdict.Refuse why, int waitSeconds) {
        live.data.suspicion = new Suspicion(attachment(live.data), why, waitSeconds);
        retreat(live, why);
        past(live, why);
    }

    private void retreat(Live live, Verdict.Refuse why) {
        Conversion c = live.data;
        loop.decide(live, why);
        loop.dropServer(live);
        c.up.clear();
        c.firstBytes.sent = 0;
        c.signal = null;
        c.signalLength = 0;
    }

    /** A leg past a suspect stands: the suspect is to blame. */
    static void reachedPast(Live live) {
        Suspicion suspicion = live.data.suspicion;
        if (suspicion == null) {
            return;
        }
        live.data.suspicion = null;
        if (suspicion.waitSeconds() > 0) {
            memory(live)
                    .backOff(
                            suspicion.attachment(),
                            suspicion.why(),
                            Duration.ofSeconds(suspicion.waitSeconds()),
                            policy(live));
        } else if (memory(live).condition(suspicion.attachment()).health() == Health.USABLE) {
            memory(live).doubt(suspicion.attachment());
        } else {
            memory(live).failed(suspicion.attachment(), suspicion.why(), policy(live));
        }
    }

    /** The leg is connected: is the way there fit for conversion? */
    void connected(Live live) throws ErrnoException {
        Conversion c = live.data;
        if (!c.server.mptcp) {
            failed(live, Verdict.refuse(Reason.CONCENTRATOR_SINGLE_PATH, "" + attachment(c)));
            return;
        }
        switch (TcpInfo.of(c.server.fd).fastOpen()) {
            case DATA_NOT_ACKNOWLEDGED -> {
                failed(live, Verdict.refuse(Reason.CONCENTRATOR_SYN_DATA_STRIPPED, "" + attachment(c)));
                return;
            }
            case SYN_RETRANSMITTED -> memory(live).synDataLost(attachment(c), policy(live));
            case NO_FAILURE, NO_COOKIE -> {}
        }
        opening.pathsOfServer(live);
        c.phase = Phase.AWAIT_ANSWER;
        c.deadlineAt = Math.min(c.openBy, Conversion.now() + policy(live).patience().toMillis());
        live.remind();
        spoke(live);
    }

    /** The concentrator can take more, or gave some of its answer; or the customer said more. */
    void spoke(Live live) {
        Conversion c = live.data;
        if (!sendAhead(live)) {
            return;
        }
        while (c.phase == Phase.AWAIT_ANSWER && c.server.readable) {
            int got = signals.read(c, c.server);
            if (got == StreamSocket.WOULD_BLOCK) {
                c.server.readable = false;
            } else if (got <= 0) {
                broken(live, got == 0 ? "end of stream" : ErrnoException.meaning(-got));
            } else {
                answered(live);
            }
        }
    }

    /**
     * The request, and behind it at once what the customer says (RFC 8803 §4.1): waiting would cost a round trip. Only to
     * one that has answered before; until then nobody knows what it would do with a customer's bytes.
     */
    private boolean sendAhead(Live live) {
        Conversion c = live.data;
        if (pump.turn(live.service, c.up, NOBODY, c.server, false) == Pump.Outcome.TO_BROKEN) {
            broken(live, ErrnoException.meaning(pump.lastErrno()));
            return false;
        }
        FirstBytes first = c.firstBytes;
        if (!listen(live)) {
            return false;
        }
        while (c.proven && !c.up.stashed() && first.unsent() > 0) {
            int sent = StreamSocket.send(c.server.fd, first.bytes, first.sent, first.unsent());
            if (sent == StreamSocket.WOULD_BLOCK) {
                break;
            }
            if (sent < 0) {
                broken(live, ErrnoException.meaning(-sent));
                return false;
            }
            first.sent += sent;
        }
        return true;
    }

    /** Takes what the customer says, as much as may be kept. */
    private boolean listen(Live live) {
        Conversion c = live.data;
        FirstBytes first = c.firstBytes;
        while (c.customer.readable && !first.ended) {
            int asked = Math.min(READ_BYTES, policy(live).firstBytesMax() - first.length);
            if (asked <= 0) {
                break;
            }
            int got = StreamSocket.recv(c.customer.fd, pump.buffer(), asked);
            if (got == StreamSocket.WOULD_BLOCK) {
                c.customer.readable = false;
            } else if (got < 0) {
                loop.end(live, Verdict.refuse(Reason.CUSTOMER_RESET, "before the answer"), true);
                return false;
            } else if (got == 0) {
                first.ended = true;
            } else {
                byte[] read = new byte[got];
                pump.buffer().get(0, read, 0, got);
                first.append(read, 0, got);
                c.customer.readable = got == asked || c.customer.peerClosed;
            }
        }
        return true;
    }

    /** The leg ended before a whole answer. */
    private void broken(Live live, String how) {
        Conversion c = live.data;
        Verdict.Refuse why = Verdict.refuse(Reason.CONCENTRATOR_INVALID, "no whole answer from " + attachment(c) + ": " + how);
        if (c.firstBytes.sent == 0) {
            failed(live, why);
        } else {
            // A server may have them already.
            memory(live).doubt(attachment(c));
            loop.refuse(live, why);
        }
    }

    /** The wait is over. */
    void silent(Live live) {
        Conversion c = live.data;
        Verdict.Refuse why = Verdict.refuse(Reason.CONCENTRATOR_SILENT, "" + attachment(c));
        if (c.phase == Phase.CONNECTING) {
            failed(live, why);
        } else if (c.firstBytes.sent == 0) {
            suspect(live, why, 0);
        } else if (Conversion.now() >= c.openBy) {
            loop.refuse(live, why);
        } else {
            // A server may have them already: all that is left is to wait.
            memory(live).doubt(attachment(c));
            c.deadlineAt = c.openBy;
            live.remind();
        }
    }

    private void answered(Live live) {
        Conversion c = live.data;
        AnswerDecoder decoder = new AnswerDecoder(ServerLegs.request(c.destination));
        switch (decoder.decode(ByteBuffer.wrap(c.signal, 0, c.signalLength))) {
            case ConvertAnswer.NeedMore more -> {
                if (c.signalLength >= SignalReader.BYTES_MAX) {
                    failed(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, "longer than " + SignalReader.BYTES_MAX));
                }
            }
            case ConvertAnswer.Accepted yes -> accepted(live, yes);
            case ConvertAnswer.Refused no -> refused(live, no.error());
            case ConvertAnswer.Invalid bad ->
                failed(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, bad.problem().getMessage()));
        }
    }

    private void accepted(Live live, ConvertAnswer.Accepted yes) {
        Conversion c = live.data;
        memory(live).worked(attachment(c));
        c.down.say(Answers.accepted(c));
        c.down.append(c.signal, yes.consumed(), c.signalLength - yes.consumed());
        FirstBytes first = c.firstBytes;
        c.firstBytes = null;
        c.up.sent += first.sent;
        c.up.append(first.bytes, first.sent, first.unsent());
        c.up.ended = first.ended;
        if (c.server.token != 0) {
            live.service.paths().established(c.server.token);
        }
        loop.relay(live);
    }

    /** An Error TLV: nothing of what the customer said has reached a server. */
    private void refused(Live live, ConvertError error) {
        Verdict.Refuse why = Verdict.refuse(Reason.CONCENTRATOR_REFUSED, "" + error);
        Attachment attachment = attachment(live.data);
        switch (error) {
            case ConvertError.ConnectionReset reset -> {
                memory(live).worked(attachment);
                loop.refuse(live, why);
            }
            case ConvertError.DestinationUnreachable unreachable -> {
                memory(live).worked(attachment);
                loop.refuse(live, why);
            }
            case ConvertError.ResourceExceeded busy -> {
                Verdict.Refuse told = Verdict.refuse(Reason.CONCENTRATOR_BUSY, "" + error);
                Duration wait = Duration.ofSeconds(waitSeconds(busy.waitSeconds()));
                memory(live).backOff(attachment, told, wait, policy(live));
                retreat(live, told);
                next(live, told);
            }
            case ConvertError.NetworkFailure failure ->
                suspect(live, Verdict.refuse(Reason.CONCENTRATOR_BUSY, "" + error), waitSeconds(failure.waitSeconds()));
            case ConvertError.MissingCookie missing -> wantsCookie(live, new ConvertTlv.Cookie(missing.cookie()), why);
            default -> {
                // Of one that has taken others, this one only.
                if (memory(live).condition(attachment).health() == Health.USABLE) {
                    retreat(live, why);
                    past(live, why);
                } else {
                    failed(live, why);
                }
            }
        }
    }

    /** Once more, with the cookie; who is not content with its own has failed. */
    private void wantsCookie(Live live, ConvertTlv.Cookie cookie, Verdict.Refuse why) {
        Attachment attachment = attachment(live.data);
        if (memory(live).condition(attachment).cookie().equals(Optional.of(cookie))) {
            failed(live, why);
        } else {
            memory(live).cookie(attachment, cookie);
            retreat(live, why);
            next(live, why);
        }
    }

    private static int waitSeconds(int told) {
        return told == 0 ? WAIT_SECONDS : told;
    }
}
