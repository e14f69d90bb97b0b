package io.braid.engine.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.admission.Admission.Seat;
import io.braid.engine.config.LimitConfig;
import io.braid.engine.config.SourceLimitConfig;
import io.braid.engine.verdict.Reason;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one customer has costs the others nothing, and nothing is remembered for ever (S7.2-a, S7.2-f). */
final class AdmissionTest {
    private static final LimitConfig LIMITS =
            new LimitConfig(4, 3, 1, 1, 1 << 20, 30, new SourceLimitConfig(3, 2, 5, 2, 64));

    private final Admission admission = new Admission();

    private Seat seat(String address) {
        return admission.seat(InetAddress.ofLiteral(address), LIMITS);
    }

    private Seat entered(String address, long now) {
        Seat seat = seat(address);
        assertEquals(Optional.empty(), seat.enter(now));
        return seat;
    }

    @Test
    void pendingConnectionsAreBoundedByCustomerAndAltogether() {
        Seat first = entered("192.0.2.1", 0);
        entered("192.0.2.1", 0);
        assertEquals(Optional.of(Reason.SOURCE_PENDING_MAX), seat("192.0.2.1").enter(0));
        entered("192.0.2.2", 0);
        assertEquals(Optional.of(Reason.PENDING_MAX), seat("192.0.2.3").enter(0));
        first.settle();
        entered("192.0.2.3", 0);
        first.settle();
        assertEquals(Optional.of(Reason.PENDING_MAX), seat("192.0.2.4").enter(0), "settled twice counts once");
    }

    @Test
    void conversionsAreBoundedByCustomerAndAltogether() {
        for (int i = 0; i < 3; i++) {
            Seat seat = entered("192.0.2.1", 0);
            assertEquals(Optional.empty(), seat.convert());
            seat.settle();
        }
        Seat fourth = entered("192.0.2.1", 0);
        assertEquals(Optional.of(Reason.SOURCE_CONVERSIONS_MAX), fourth.convert());
        Seat other = entered("192.0.2.2", 0);
        assertEquals(Optional.empty(), other.convert());
        Seat late = entered("192.0.2.3", 0);
        assertEquals(Optional.of(Reason.CONVERSIONS_MAX), late.convert());
        other.refused();
        assertEquals(Optional.empty(), late.convert(), "a refused conversion makes room before its connection ends");
        other.leave(0);
        late.leave(0);
        Seat next = entered("192.0.2.2", 0);
        assertEquals(Optional.empty(), next.convert());
    }

    @Test
    void arrivalsAndErrorsHaveARateThatOutlivesTheConnection() {
        for (int i = 0; i < 5; i++) {
            entered("192.0.2.1", 0).leave(0);
        }
        assertEquals(Optional.of(Reason.SOURCE_RATE), seat("192.0.2.1").enter(0));
        entered("192.0.2.2", 0).leave(0);
        Seat seat = entered("192.0.2.1", 200);
        assertTrue(seat.mayHearError(200));
        assertTrue(seat.mayHearError(200));
        assertFalse(seat.mayHearError(200));
        assertTrue(seat.mayHearError(700));
    }

    @Test
    void aCustomerOfIpv6IsAPrefix() {
        entered("2001:db8::1", 0);
        entered("2001:db8::ffff", 0);
        assertEquals(Optional.of(Reason.SOURCE_PENDING_MAX), seat("2001:db8::2").enter(0));
        entered("2001:db8:0:1::1", 0);
    }

    @Test
    void whoLeftIsForgottenWithItsRateAndManyAreForgottenBeforeThat() {
        for (int i = 0; i < Admission.IDLE_MAX + 100; i++) {
            Seat seat = entered("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 0);
            seat.leave(0);
        }
        assertEquals(Admission.IDLE_MAX, admission.remembered());
        Seat full = entered("192.0.2.1", 0);
        full.leave(5_000);
        assertEquals(Admission.IDLE_MAX, admission.remembered(), "a full bucket need not be remembered");
    }
}
