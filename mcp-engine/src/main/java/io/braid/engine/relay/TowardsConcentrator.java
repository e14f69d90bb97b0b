package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Concentrators.Way;
import io.braid.engine.concentrator.Health;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
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

    private final ConversionLoop loop;
    private final Opening opening;
    private final ConcentratorAnswers answers;

    TowardsConcentrator(ConversionLoop loop, Opening opening, Pump pump) {
        this.loop = loop;
        this.opening = opening;
        this.answers = new ConcentratorAnswers(loop, this, pump);
    }

    /** The concentrator can take more, or gave some of its answer; or the customer said more. */
    void spoke(Live live) {
        answers.spoke(live);
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
    void next(Live live, Verdict.Refuse because) {
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
    void past(Live live, Verdict.Refuse because) {
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

    static Attachment attachment(Conversion c) {
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
    void failed(Live live, Verdict.Refuse why) {
        memory(live).failed(attachment(live.data), why, policy(live));
        retreat(live, why);
        next(live, why);
    }

    /** Only this connection goes past it; it is blamed when that works. */
    void suspect(Live live, Verdict.Refuse why, int waitSeconds) {
        live.data.suspicion = new Suspicion(attachment(live.data), why, waitSeconds);
        retreat(live, why);
        past(live, why);
    }

    void retreat(Live live, Verdict.Refuse why) {
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
        answers.spoke(live);
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
}
