package io.braid.engine.relay;

import io.braid.engine.linux.StreamSocket;
import io.braid.engine.relay.Pump.Outcome;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;

/** How a conversion that does not come about ends: its customer is told why, and has time to read it. */
final class Refusals {
    /** How long a refused customer may take to read why, in milliseconds. */
    private static final long LINGER_MS = 2_000;
    /** Most bytes of such a customer that are read and thrown away; who sends more is cut off. */
    private static final int DISCARDED_MAX = 4 * Half.READ_MAX;

    private final ConversionLoop loop;
    private final Pump pump;
    private final Journal journal;

    Refusals(ConversionLoop loop, Pump pump, Journal journal) {
        this.loop = loop;
        this.pump = pump;
        this.journal = journal;
    }

    /** A room said no: the server leg goes, and the customer is told in the way it asked. */
    void refuse(Live live, Verdict.Refuse verdict) {
        refuse(live, verdict, Answers.refused(live.data, verdict, live.service.config().limits().retryAfter()));
    }

    /**
     * As above, with the bytes to say, or none. A customer that hears many errors is told fewer (RFC 8803 §4.2.8); that it
     * needs a cookie is no failure, and a CPE with many connections gets none of them through without.
     */
    void refuse(Live live, Verdict verdict, byte[] error) {
        loop.decide(live, verdict);
        boolean failure = verdict.reason() != Reason.COOKIE_MISSING;
        if (error.length > 0 && failure && !live.seat.mayHearError(Conversion.now())) {
            journal.limited(live.service, Reason.ERROR_RATE);
            error = new byte[0];
        }
        answer(live, error);
    }

    /** Says the last words and ends; none makes it a reset. */
    void answer(Live live, byte[] words) {
        Conversion c = live.data;
        loop.dropServer(live);
        if (words.length == 0) {
            loop.close(live, true);
            return;
        }
        c.phase = Phase.REFUSING;
        live.seat.refused();
        c.down.say(words);
        c.down.ended = true;
        c.deadlineAt = Conversion.now() + LINGER_MS;
        live.remind();
        ready(live);
    }

    /** Sends what is left to say and waits for the customer to hang up: an early close would destroy the answer. */
    void ready(Live live) {
        Conversion c = live.data;
        Outcome said = pump.turn(live.service, c.down, c.server, c.customer, false);
        boolean gone = said == Outcome.TO_BROKEN;
        boolean abort = false;
        while (!gone && c.customer.readable) {
            int got = StreamSocket.recv(c.customer.fd, pump.buffer(), Half.READ_MAX);
            c.customer.readable = got > 0;
            live.discarded += Math.max(got, 0);
            abort = live.discarded > DISCARDED_MAX;
            gone = abort || got <= 0 && got != StreamSocket.WOULD_BLOCK && said == Outcome.FINISHED;
        }
        if (gone) {
            loop.close(live, abort);
        }
    }
}
