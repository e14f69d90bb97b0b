package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Health;
import io.braid.engine.convert.AnswerDecoder;
import io.braid.engine.convert.ConvertAnswer;
import io.braid.engine.convert.ConvertError;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connected concentrator's part of an opening: it gets the request and the customer's first bytes, and answers. What it
 * cannot do goes back to {@link TowardsConcentrator}.
 */
final class ConcentratorAnswers {
    private static final int READ_BYTES = 16 * 1024;
    /** How long to leave alone who names no time (RFC 8803 §4.2.8). */
    private static final int WAIT_SECONDS = 30;

    /** Nothing is ever read from it. */
    private static final Leg NOBODY = new Leg();

    private final ConversionLoop loop;
    private final TowardsConcentrator towards;
    private final Pump pump;
    private final SignalReader signals;

    ConcentratorAnswers(ConversionLoop loop, TowardsConcentrator towards, Pump pump) {
        this.loop = loop;
        this.towards = towards;
        this.pump = pump;
        this.signals = new SignalReader(pump);
    }

    private static Concentrators memory(Live live) {
        return live.service.concentrators();
    }

    private static Attachment attachment(Conversion c) {
        return TowardsConcentrator.attachment(c);
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
            int asked = Math.min(READ_BYTES, live.service.config().fallback().firstBytesMax() - first.length);
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
            towards.failed(live, why);
        } else {
            // A server may have them already.
            memory(live).doubt(attachment(c));
            loop.refuse(live, why);
        }
    }

    private void answered(Live live) {
        Conversion c = live.data;
        AnswerDecoder decoder = new AnswerDecoder(ServerLegs.request(c.destination));
        switch (decoder.decode(ByteBuffer.wrap(c.signal, 0, c.signalLength))) {
            case ConvertAnswer.NeedMore more -> {
                if (c.signalLength >= SignalReader.BYTES_MAX) {
                    towards.failed(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, "longer than " + SignalReader.BYTES_MAX));
                }
            }
            case ConvertAnswer.Accepted yes -> accepted(live, yes);
            case ConvertAnswer.Refused no -> refused(live, no.error());
            case ConvertAnswer.Invalid bad ->
                towards.failed(live, Verdict.refuse(Reason.CONCENTRATOR_INVALID, bad.problem().getMessage()));
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
                memory(live).backOff(attachment, told, wait, live.service.config().fallback());
                towards.retreat(live, told);
                towards.next(live, told);
            }
            case ConvertError.NetworkFailure failure ->
                towards.suspect(live, Verdict.refuse(Reason.CONCENTRATOR_BUSY, "" + error), waitSeconds(failure.waitSeconds()));
            case ConvertError.MissingCookie missing -> wantsCookie(live, new ConvertTlv.Cookie(missing.cookie()), why);
            case ConvertError.NotAuthorized no when stale(live.data) -> {
                memory(live).forget(attachment, live.data.cookie);
                towards.retreat(live, why);
                towards.next(live, why);
            }
            default -> {
                // Of one that has taken others, this one only.
                if (memory(live).condition(attachment).health() == Health.USABLE) {
                    towards.retreat(live, why);
                    towards.past(live, why);
                } else {
                    towards.failed(live, why);
                }
            }
        }
    }

    /** Cookies grow old (RFC 7413 §4.1.2): only who refuses the one that it has just given refuses the customer. */
    private static boolean stale(Conversion c) {
        return c.cookie != null && !c.cookie.equals(c.cookieGiven);
    }

    /** Once more, with the cookie; who is not content with its own has failed. */
    private void wantsCookie(Live live, ConvertTlv.Cookie cookie, Verdict.Refuse why) {
        Attachment attachment = attachment(live.data);
        if (cookie.equals(live.data.cookie)) {
            towards.failed(live, why);
        } else {
            live.data.cookieGiven = cookie;
            memory(live).cookie(attachment, cookie);
            towards.retreat(live, why);
            towards.next(live, why);
        }
    }

    private static int waitSeconds(int told) {
        return told == 0 ? WAIT_SECONDS : told;
    }
}
