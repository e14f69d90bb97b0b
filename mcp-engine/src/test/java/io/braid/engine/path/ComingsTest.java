package io.braid.engine.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.path.Comings.Place;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes is told once, with the time it was away (S5.2.1-f). */
class ComingsTest {
    private static final Place DSL = new Place("wan1", InetAddress.ofLiteral("10.1.0.2"));
    private static final Place LTE = new Place("wan2", InetAddress.ofLiteral("10.2.0.2"));
    private static final Place LTE_ANEW = new Place("wan2", InetAddress.ofLiteral("10.2.0.7"));

    private final Comings comings = new Comings();

    @Test
    void theFirstTimeIsForEver() {
        assertEquals(Map.of(DSL, Long.MAX_VALUE), comings.next(Set.of(DSL), 100));
        assertEquals(Map.of(), comings.next(Set.of(DSL), 200));
    }

    @Test
    void anAbsenceIsMeasured() {
        comings.next(Set.of(DSL, LTE), 100);
        assertEquals(Map.of(), comings.next(Set.of(LTE), 200));
        assertEquals(Map.of(DSL, 1_300L), comings.next(Set.of(DSL, LTE), 1_500));
        assertEquals(Map.of(), comings.next(Set.of(DSL, LTE), 1_600));
    }

    @Test
    void anotherAddressIsNew() {
        comings.next(Set.of(LTE), 100);
        assertEquals(Map.of(LTE_ANEW, Long.MAX_VALUE), comings.next(Set.of(LTE_ANEW), 900));
    }
}
