package io.braid.lab.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.lab.figure.Scenarios;
import io.braid.lab.scenario.Outcome;
import io.braid.lab.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command line says what there is, and how it was used wrongly. */
@Timeout(30)
class LabTest {
    private record Said(int code, String out, String err) {}

    private static synchronized Said lab(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out0 = System.out;
        PrintStream err0 = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = Lab.execute(arguments);
            return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out0);
            System.setErr(err0);
        }
    }

    @Test
    void listsEveryScenarioInAlignedColumns() {
        Said said = lab("list");
        assertEquals(0, said.code());
        List<String> lines = said.out().lines().toList();
        assertEquals(Scenarios.all().size() + 1, lines.size());
        int column = lines.getFirst().indexOf("SHOWS");
        for (Scenario s : Scenarios.all()) {
            assertTrue(
                    lines.stream().anyMatch(l -> l.startsWith(s.about().name() + " ")
                            && l.substring(column).equals(s.about().summary())),
                    s.about().name());
        }
    }

    @Test
    void namesAreUniqueAndEveryScenarioProvesARow() {
        Set<String> names = new HashSet<>();
        for (Scenario s : Scenarios.all()) {
            assertTrue(names.add(s.about().name()), s.about().name());
            assertTrue(!s.about().requirements().isEmpty(), s.about().name());
            assertTrue(s.about().seconds() > 0, s.about().name());
        }
    }

    @Test
    void aMistypedScenarioNamesTheNearestRightOne() {
        Said said = lab("run", "fig06-cep");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("did you mean \"fig06-cpe\"?"), said.err());
        assertTrue(lab("shell", "fig05").err().contains("did you mean \"fig05-hybrid-access\"?"));
    }

    @Test
    void wrongUsageIsNotAFailure() {
        assertEquals(2, lab("run").code());
        assertEquals(2, lab().code());
        assertEquals(2, lab("walk").code());
    }

    @Test
    void everySubCommandHasAPage() {
        for (String command : List.of("list", "run", "shell", "demo")) {
            Said said = lab(command, "--help");
            assertEquals(0, said.code(), command);
            assertTrue(said.out().contains("Usage: braid lab " + command), said.out());
        }
    }

    @Test
    void anOutcomeIsOneLineOfTheStableContract() {
        Outcome outcome = new Outcome(
                "fig06-cpe", List.of("S5.2.1-F6c"), true, 7.1, Map.of("ratio_down", 0.94), List.of(), List.of("a log"));
        assertEquals(
                "{\"scenario\":\"fig06-cpe\",\"requirements\":[\"S5.2.1-F6c\"],\"passed\":true,\"seconds\":7.1,"
                        + "\"figures\":{\"ratio_down\":0.94},\"failures\":[]}",
                outcome.json());
    }
}
