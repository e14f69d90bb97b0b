package io.braid.lab.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.lab.scenario.Options;
import io.braid.lab.scenario.Outcome;
import io.braid.lab.scenario.Runner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario of the lab, at reduced sizes or, with {@code -Dbraid.full=true}, at those the issues state. The runner
 * bounds the time of each. Without the right to make namespaces they fail and say so.
 */
class ScenarioTest {
    private final Runner runner =
            new Runner(new Options(Boolean.getBoolean("braid.full"), Optional.empty(), false), _ -> {});

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.all().stream().map(s -> DynamicTest.dynamicTest(s.about().name(), () -> {
            Outcome outcome = runner.run(s);
            System.out.println(outcome.json());
            assertEquals(List.of(), outcome.failures(), () -> String.join("\n", outcome.failures()));
        }));
    }
}
