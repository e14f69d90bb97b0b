package io.braid.engine.relay;

import io.braid.engine.linux.StreamSocket;
import io.braid.engine.relay.Pump.Outcome;
import io.braid.engine.verdict.Verdict;

/** How a conversion that does not come about ends: its customer is told why, and has time to read it. */
final class Refusals {
    /** How long a refused customer may take to read why, in milliseconds. */
    private static final long LINGER_MS = 2_000;

    private final ConversionLoop loop;
    private final Pump pump;

    Refusals(ConversionLoop loop, Pump pump) {
        this.loop = loop;
        this.pump = pump;
    }

    /** A room said no: the server leg goes, and the customer is told in the way it asked. */
    void refuse(Live live, Verdict.Refuse verdict) {
        loop.decide(live, verdict);
        refuse(live, Answers.refused(live.data, verdict.reason()));
    }

    /** As above, with the bytes to say; none makes it a reset. */
    void refuse(Live live, byte[] words) {
        Conversion c = live.data;
        loop.dropServer(live);
        if (words.length == 0) {
            loop.close(live, true);
            return;
        }
        c.phase = Phase.REFUSING;
        c.down.say(words);
        c.down.ended = true;
        c.deadlineAt = Conversion.now() + LINGER_MS;
        live.remind();
        ready(live);
    }

    /** Sends what is left to say and waits for the customer to hang up: an early close would destroy the answer. */
    void ready(Live live) {
        Conversion c = live.data;
        Outcome said = pump.turn(c.down, c.server, c.customer, false);
        boolean gone = said == Outcome.TO_BROKEN;
        while (!gone && c.customer.readable) {
            int got = StreamSocket.recv(c.customer.fd, pump.buffer(), Half.READ_MAX);
            c.customer.readable = got > 0;
            gone = got <= 0 && got != StreamSocket.WOULD_BLOCK && said == Outcome.FINISHED;
        }
        if (gone) {
            loop.close(live, false);
        }
    }
}
