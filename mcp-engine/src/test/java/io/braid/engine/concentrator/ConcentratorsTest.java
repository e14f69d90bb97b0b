package io.braid.engine.concentrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.EngineConfigs;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.path.Accesses;
import io.braid.engine.path.NetworkView;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of concentrators, for each access (X-pm10-4). */
class ConcentratorsTest {
    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), EngineConfigs.PORT);
    private static final Attachment DSL = Attachment.of(ADDRESS, "wan1");
    private static final Attachment LTE = Attachment.of(ADDRESS, "wan2");
    private static final Verdict.Refuse SILENT = Verdict.refuse(Reason.CONCENTRATOR_SILENT, "");
    private static final FallbackConfig POLICY = new FallbackConfig(
            FallbackConfig.Action.PLAIN_TCP, Duration.ofSeconds(4), Duration.ofSeconds(60), 16_384);

    private final Map<String, NetworkView.Link> links = new HashMap<>();
    private final Concentrators memory = new Concentrators(new Accesses(view()));
    private final ServiceConfig service = EngineConfigs.upstream("lan", ADDRESS, "wan1", "wan2").services().get("home");

    ConcentratorsTest() {
        link("wan1", "10.1.0.2");
        link("wan2", "10.2.0.2");
    }

    private void link(String name, String address) {
        links.put(name, new NetworkView.Link(name, 1, true, List.of(InetAddress.ofLiteral(address))));
    }

    private NetworkView view() {
        return new NetworkView() {
            @Override
            public Optional<Link> link(String name) {
                return Optional.ofNullable(links.get(name));
            }

            @Override
            public Optional<Link> link(int index) {
                return links.values().stream().filter(link -> link.index() == index).findFirst();
            }

            @Override
            public boolean own(InetAddress address) {
                return false;
            }
        };
    }

    private Optional<String> chosen() {
        return memory.choose(service).map(way -> way.access().orElseThrow().name());
    }

    @Test
    void aFailureHoldsForItsAccessAlone() {
        assertEquals(Optional.of("wan1"), chosen());
        memory.failed(DSL, SILENT, POLICY);
        assertEquals(Optional.of("wan2"), chosen());
        memory.failed(LTE, SILENT, POLICY);
        assertEquals(Optional.empty(), chosen());
    }

    @Test
    void anAccessThatComesAnewIsTriedAgain() {
        memory.failed(DSL, SILENT, POLICY);
        memory.failed(LTE, SILENT, POLICY);
        memory.attached("wan2");
        assertEquals(Optional.of("wan2"), chosen());
    }

    @Test
    void bytesAreSentAheadOnceItHasAnswered() {
        assertFalse(memory.choose(service).orElseThrow().proven());
        memory.worked(DSL);
        assertTrue(memory.choose(service).orElseThrow().proven());
        memory.doubt(DSL);
        assertFalse(memory.choose(service).orElseThrow().proven());
    }

    @Test
    void theProbeIsOrderedWithinAFifthOfTheTime() {
        List<Long> delays = new ArrayList<>();
        memory.probeBy((attachment, failed, delayMs) -> delays.add(delayMs));
        for (int i = 0; i < 100; i++) {
            memory.failed(DSL, SILENT, POLICY);
        }
        assertTrue(delays.stream().allMatch(delay -> delay >= 48_000 && delay <= 72_000), () -> "" + delays);
        assertTrue(delays.stream().distinct().count() > 50, "all CPEs would come back at once");
    }

    @Test
    void whoAsksToBeLeftAloneIsForAWhile() {
        memory.backOff(DSL, Verdict.refuse(Reason.CONCENTRATOR_BUSY, ""), Duration.ofSeconds(200), POLICY);
        assertEquals(Optional.of("wan2"), chosen());
        memory.backOff(DSL, Verdict.refuse(Reason.CONCENTRATOR_BUSY, ""), Duration.ZERO, POLICY);
        assertEquals(Optional.of("wan1"), chosen());
    }

    @Test
    void whatIsNotConfiguredIsForgotten() {
        memory.failed(DSL, SILENT, POLICY);
        memory.retain(List.of());
        assertEquals(Health.UNTRIED, memory.condition(DSL).health());
    }

    @Test
    void theReportTellsEveryAccess() {
        memory.failed(DSL, SILENT, POLICY);
        memory.worked(LTE);
        assertEquals(
                List.of("first wan1 FAILED true", "first wan2 USABLE false"),
                memory.report(service).stream()
                        .map(it -> it.concentrator() + " " + it.access() + " " + it.health() + " "
                                + it.cause().isPresent())
                        .toList());
    }
}
