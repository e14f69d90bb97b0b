package io.braid.engine.admission;

import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.SourceLimitConfig;
import io.braid.engine.verdict.Reason;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has how much of one service: connections whose server leg does not stand yet, conversions, new connections and Error
 * messages a second; each customer for itself, and all together (draft S7.2, RFC 8803 §5). Used by every loop.
 */
public final class Admission {
    /** Customers without a connection whose rates are still remembered; the one that left first goes. */
    static final int IDLE_MAX = 16_384;

    /** What one customer has. */
    private static final class Share {
        private int connections;
        private int pending;
        private int conversions;
        private final TokenBucket arrivals;
        private final TokenBucket errors;

        Share(SourceLimitConfig limits, long now) {
            arrivals = new TokenBucket(limits.connectionRate(), now);
            errors = new TokenBucket(limits.errorRate(), now);
        }
    }

    private final Map<Source, Share> busy = new HashMap<>();
    private final Map<Source, Share> idle = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Share> eldest) {
            return size() > IDLE_MAX;
        }
    };
    private int pending;
    private int conversions;

    /** A place for a connection that was just accepted; it has nothing yet. */
    public Seat seat(InetAddress customer, LimitConfig limits) {
        return new Seat(Source.of(customer, limits.source().ipv6PrefixLength()), limits);
    }

    /** Customers that are remembered at all. */
    synchronized int remembered() {
        return busy.size() + idle.size();
    }

    /** One connection's place, under the limits at the time it was accepted, or those of its subscriber. Used by one loop. */
    public final class Seat {
        private final Source source;
        private LimitConfig limits;
        private Share share;
        private boolean waits;
        private boolean converts;

        private Seat(Source source, LimitConfig limits) {
            this.source = source;
            this.limits = limits;
        }

        /**
         * The connection asks to be looked at.
         *
         * @param now milliseconds of a clock that does not jump
         * @return why not; then it holds nothing
         */
        public Optional<Reason> enter(long now) {
            synchronized (Admission.this) {
                Share known = busy.get(source);
                if (known == null) {
                    Share back = idle.remove(source);
                    known = back != null ? back : new Share(limits.source(), now);
                }
                Reason refusal = refusal(known, now);
                if (refusal == null) {
                    share = known;
                    share.connections++;
                    share.pending++;
                    pending++;
                    waits = true;
                }
                if (known.connections > 0) {
                    busy.put(source, known);
                } else {
                    idle.put(source, known);
                }
                return Optional.ofNullable(refusal);
            }
        }

        private Reason refusal(Share known, long now) {
            if (!known.arrivals.take(limits.source().connectionRate(), now)) {
                return Reason.SOURCE_RATE;
            }
            if (known.pending >= limits.source().pendingMax()) {
                return Reason.SOURCE_PENDING_MAX;
            }
            return pending >= limits.pendingMax() ? Reason.PENDING_MAX : null;
        }

        /** Other limits count from now on: those of its subscriber. */
        public void under(LimitConfig others) {
            limits = others;
        }

        /** The connection asks to be converted, from here on to its end; why not. */
        public Optional<Reason> convert() {
            synchronized (Admission.this) {
                if (conversions >= limits.conversionsMax()) {
                    return Optional.of(Reason.CONVERSIONS_MAX);
                }
                if (share.conversions >= limits.source().conversionsMax()) {
                    return Optional.of(Reason.SOURCE_CONVERSIONS_MAX);
                }
                converts = true;
                conversions++;
                share.conversions++;
                return Optional.empty();
            }
        }

        /** The conversion is refused; the connection waits for its end. */
        public void refused() {
            synchronized (Admission.this) {
                unconvert();
            }
        }

        /** Bytes flow: it is pending no more. */
        public void settle() {
            synchronized (Admission.this) {
                unwait();
            }
        }

        /** The connection is over. */
        public void leave(long now) {
            synchronized (Admission.this) {
                if (share == null) {
                    return;
                }
                unwait();
                unconvert();
                share.connections--;
                if (share.connections == 0) {
                    busy.remove(source);
                    SourceLimitConfig of = limits.source();
                    if (!share.arrivals.full(of.connectionRate(), now) || !share.errors.full(of.errorRate(), now)) {
                        idle.put(source, share);
                    }
                }
                share = null;
            }
        }

        /** Whether the customer may be told of one more error (RFC 8803 §4.2.8). */
        public boolean mayHearError(long now) {
            synchronized (Admission.this) {
                return share.errors.take(limits.source().errorRate(), now);
            }
        }

        private void unwait() {
            if (waits) {
                waits = false;
                pending--;
                share.pending--;
            }
        }

        private void unconvert() {
            if (converts) {
                converts = false;
                conversions--;
                share.conversions--;
            }
        }
    }
}
