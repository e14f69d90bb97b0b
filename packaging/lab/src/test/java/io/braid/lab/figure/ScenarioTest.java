package io.braid.lab.figure;

import static org.junit.jupiter.api.Assertions.fail;

import io.braid.lab.scenario.Options;
import io.braid.lab.scenario.Outcome;
import io.braid.lab.scenario.Runner;
import io.braid.lab.scenario.Scenario;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario of the lab, at reduced sizes or, with {@code -Dbraid.full=true}, at those the issues state. The runner
 * bounds the time of each. Two run side by side; those that need the machine alone come last, one after the other. One that
 * fails is judged by a second run with the machine to itself; what the first one said is printed too.
 * Without the right to make namespaces they fail and say so.
 */
class ScenarioTest {
    private static final int SIDE_BY_SIDE = 2;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(SIDE_BY_SIDE);

    private final Runner runner =
            new Runner(new Options(Boolean.getBoolean("braid.full"), Optional.empty(), false), _ -> {});

    @AfterAll
    static void end() {
        POOL.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        List<Scenario> ordered = Scenarios.all().stream()
                .sorted(Comparator.comparing((Scenario s) -> s.about().alone()))
                .toList();
        // All begin before the first is waited for.
        Map<Scenario, Future<Outcome>> running = new LinkedHashMap<>();
        ordered.forEach(s -> running.put(s, POOL.submit(() -> runner.run(s))));
        return ordered.stream().map(s -> DynamicTest.dynamicTest(s.about().name(), () -> judge(s, running)));
    }

    private void judge(Scenario scenario, Map<Scenario, Future<Outcome>> running) throws Exception {
        Outcome outcome = running.get(scenario).get();
        System.out.println(outcome.json());
        if (!outcome.passed()) {
            for (Future<Outcome> other : running.values()) {
                other.get();
            }
            System.out.println("again, alone: " + scenario.about().name() + ", after: " + outcome.failures());
            outcome = runner.run(scenario);
            System.out.println(outcome.json());
        }
        if (!outcome.passed()) {
            fail(String.join("\n", outcome.failures()) + "\n" + String.join("\n", outcome.logs()));
        }
    }
}
