package io.braid.lab.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.lab.figure.NetconfPeers;
import io.braid.lab.scenario.Options;
import io.braid.lab.scenario.Outcome;
import io.braid.lab.scenario.Runner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scenario {@code netconf-peers} with a peer whose jars only tests have. */
@Timeout(180)
class OpenDaylightTest {
    @Test
    void openDaylightDrivesARunningAppliance() throws Exception {
        Outcome outcome = new Runner(Options.REDUCED, _ -> {}).run(new NetconfPeers(List.of(new OpenDaylight())));
        assertEquals(List.of(), outcome.failures(), () -> String.join("\n", outcome.logs()));
        assertTrue(outcome.figures().get("checks_opendaylight") >= 22, outcome.figures().toString());
    }
}
