package io.braid.lab.main;

import io.braid.lab.figure.Scenarios;
import io.braid.lab.scenario.Scenario;
import java.util.Comparator;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds scenarios by name, and the nearest right name for a wrong one. */
final class ScenarioNames {
    private ScenarioNames() {}

    static Scenario find(CommandLine command, String name) {
        return Scenarios.named(name)
                .orElseThrow(() -> new ParameterException(
                        command, "no scenario \"" + name + "\"; did you mean \"" + nearest(name) + "\"?"));
    }

    private static String nearest(String name) {
        return Scenarios.all().stream()
                .map(s -> s.about().name())
                .min(Comparator.comparingInt(n -> distance(n, name)))
                .orElseThrow();
    }

    /** Letters to insert, delete or replace. A beginning of the right name is near to it. */
    private static int distance(String right, String given) {
        if (right.startsWith(given)) {
            return 1;
        }
        int[] row = new int[given.length() + 1];
        for (int j = 0; j <= given.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= right.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= given.length(); j++) {
                int replace = diagonal + (right.charAt(i - 1) == given.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[given.length()];
    }
}
