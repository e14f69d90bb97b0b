package io.braid.engine.relay;

import io.braid.engine.linux.NativeBuffer;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.verdict.Reason;

/**
 * Moves bytes from one leg to the other: read, send at once, stash what the receiver did not take. One buffer serves all
 * conversions of a loop; nothing is allocated for a byte that flows.
 */
final class Pump {
    /** Most bytes moved for one direction in one turn; then others have theirs. */
    static final int TURN_BYTES = 512 * 1024;

    /** How a turn ended. */
    enum Outcome {
        /** Nothing to read, or nothing can be sent: an edge will tell. */
        WAITING,
        /** There may be more, but others come first. */
        TURN_OVER,
        /** The end was passed on; this direction is finished. */
        FINISHED,
        /** The leg read from is broken. */
        FROM_BROKEN,
        /** The leg sent to is broken. */
        TO_BROKEN
    }

    private final NativeBuffer buffer = NativeBuffer.permanent(Half.READ_MAX);
    private final StashPool pool = new StashPool();
    private final Journal journal;
    private int lastErrno;

    Pump(Journal journal) {
        this.journal = journal;
    }

    /** The loop's buffer, for whoever reads outside of the pump on the same thread. */
    NativeBuffer buffer() {
        return buffer;
    }

    /** The positive errno of the last broken leg. */
    int lastErrno() {
        return lastErrno;
    }

    /**
     * One turn of one direction.
     *
     * @param service whose stash it is
     * @param last the other direction is finished: when this one ends too, both legs are closed, which ends them as well
     */
    Outcome turn(Service service, Half half, Leg from, Leg to, boolean last) {
        int budget = TURN_BYTES;
        while (true) {
            if (half.stashed()) {
                Outcome blocked = flush(service, half, to);
                if (blocked != null) {
                    return blocked;
                }
            }
            if (half.ended) {
                return end(half, to, last);
            }
            if (!from.readable) {
                return Outcome.WAITING;
            }
            if (budget <= 0) {
                return Outcome.TURN_OVER;
            }
            if (service.stashed().get() >= service.config().limits().stashMax()) {
                return lockstep(service, half, from, to);
            }
            int asked = half.readSize;
            int got = StreamSocket.recv(from.fd, buffer, asked);
            if (got == StreamSocket.WOULD_BLOCK) {
                from.readable = false;
                return Outcome.WAITING;
            }
            if (got < 0) {
                lastErrno = -got;
                return Outcome.FROM_BROKEN;
            }
            if (got == 0) {
                half.ended = true;
                continue;
            }
            budget -= got;
            if (got < asked && !from.peerClosed) {
                from.readable = false;
            }
            int sent = StreamSocket.send(to.fd, buffer, got);
            if (sent < 0 && sent != StreamSocket.WOULD_BLOCK) {
                lastErrno = -sent;
                return Outcome.TO_BROKEN;
            }
            keep(service, half, Math.max(sent, 0), got);
        }
    }

    /**
     * A turn while too much waits for slow receivers: nothing is taken from the sender's leg that the receiver's did not
     * take. It costs a second copy, and memory no more.
     */
    private Outcome lockstep(Service service, Half half, Leg from, Leg to) {
        journal.limited(service, Reason.STASH_MAX);
        int budget = TURN_BYTES;
        while (budget > 0) {
            int seen = StreamSocket.peek(from.fd, buffer, Half.READ_MIN);
            if (seen == StreamSocket.WOULD_BLOCK) {
                from.readable = false;
                return Outcome.WAITING;
            }
            if (seen < 0) {
                lastErrno = -seen;
                return Outcome.FROM_BROKEN;
            }
            if (seen == 0) {
                // The end: told in an ordinary turn, which reads it again.
                half.ended = true;
                return Outcome.TURN_OVER;
            }
            int sent = StreamSocket.send(to.fd, buffer, seen);
            if (sent == StreamSocket.WOULD_BLOCK) {
                return Outcome.WAITING;
            }
            if (sent < 0) {
                lastErrno = -sent;
                return Outcome.TO_BROKEN;
            }
            StreamSocket.recv(from.fd, buffer, sent);
            half.sent += sent;
            budget -= sent;
        }
        return Outcome.TURN_OVER;
    }

    private void keep(Service service, Half half, int sent, int got) {
        half.sent += sent;
        if (sent == got) {
            half.grow();
            return;
        }
        half.shrink(sent);
        int rest = got - sent;
        half.stash = pool.take(rest);
        half.counted = half.stash.length;
        service.stashed().addAndGet(half.counted);
        buffer.get(sent, half.stash, 0, rest);
        half.stashFrom = 0;
        half.stashTo = rest;
    }

    /** Sends the stash: null when it is empty then. Only a refused send promises an edge, so it tries until refused. */
    private Outcome flush(Service service, Half half, Leg to) {
        while (half.stashed()) {
            int sent = StreamSocket.send(to.fd, half.stash, half.stashFrom, half.stashedBytes());
            if (sent == StreamSocket.WOULD_BLOCK) {
                return Outcome.WAITING;
            }
            if (sent < 0) {
                lastErrno = -sent;
                return Outcome.TO_BROKEN;
            }
            half.stashFrom += sent;
            half.sent += sent;
        }
        drop(half, service);
        return null;
    }

    /** Gives the stash back, sent or not. */
    void drop(Half half, Service service) {
        if (half.stash == null) {
            return;
        }
        service.stashed().addAndGet(-half.counted);
        half.counted = 0;
        pool.give(half.stash);
        half.stash = null;
        half.stashFrom = 0;
        half.stashTo = 0;
    }

    private Outcome end(Half half, Leg to, boolean last) {
        if (!half.endSent) {
            half.endSent = true;
            int r = last ? 0 : StreamSocket.shutdownOutput(to.fd);
            if (r < 0) {
                lastErrno = -r;
                return Outcome.TO_BROKEN;
            }
        }
        return Outcome.FINISHED;
    }
}
