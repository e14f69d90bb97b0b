package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.braid.engine.linux.probe.Ability;
import io.braid.engine.linux.probe.Ability.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DoctorTest {
    private final StringWriter text = new StringWriter();

    @Test
    void theTableLinesUpAndTellsTheRemedyOfWhatIsNotThere() {
        Doctor.printTable(
                List.of(
                        new Ability("kernel", State.OK, "all", "6.12", ""),
                        new Ability("open files", State.DEGRADED, "legs", "1024", "ulimit -n 65536"),
                        new Ability("nft", State.MISSING, "rules", "not found", "apt-get install nftables")),
                new PrintWriter(text, true));
        assertEquals(
                """
                OK        kernel      6.12
                DEGRADED  open files  1024
                                      for: legs
                                      do:  ulimit -n 65536
                MISSING   nft         not found
                                      for: rules
                                      do:  apt-get install nftables

                Braid does not work here: 1 missing, 1 degraded.
                """,
                text.toString());
    }

    @Test
    void jsonIsOneObjectALineAndTheExitStatusFollowsWhatIsMissing() throws Exception {
        int status = new CommandLine(new Doctor()).setOut(new PrintWriter(text)).execute("--json");
        List<String> lines = text.toString().lines().toList();
        assertTrue(lines.size() >= 15, text::toString);
        boolean missing = false;
        for (String line : lines) {
            JsonNode ability = new JsonMapper().readTree(line);
            missing |= ability.get("state").asText().equals("MISSING");
            for (String field : List.of("name", "state", "purpose", "seen", "remedy")) {
                assertTrue(ability.has(field), line);
            }
        }
        assertEquals(missing ? 1 : 0, status);
    }
}
