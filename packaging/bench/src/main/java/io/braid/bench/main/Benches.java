package io.braid.bench.main;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.latency.LatencyBench;
import io.braid.bench.memory.MemoryBench;
import io.braid.bench.netconf.NetconfBench;
import io.braid.bench.radius.RadiusBench;
import io.braid.bench.rate.RateBench;
import io.braid.bench.relay.RelayBench;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every bench, found by its name. */
final class Benches {
    static final List<Comparison> ALL = List.of(
            new RelayBench(),
            new RateBench(),
            new MemoryBench(),
            new LatencyBench(),
            new NetconfBench(),
            new RadiusBench());

    private Benches() {}

    static Comparison find(CommandLine command, String name) {
        return ALL.stream()
                .filter(bench -> bench.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command, "no bench \"" + name + "\"; did you mean \"" + nearest(name) + "\"?"));
    }

    private static String nearest(String name) {
        return ALL.stream()
                .map(Comparison::name)
                .min(Comparator.comparingInt(right -> distance(right, name)))
                .orElseThrow();
    }

    /** Letters to insert, delete or replace. A beginning of the right name is nearer than any other. */
    private static int distance(String right, String given) {
        if (right.startsWith(given)) {
            return 0;
        }
        int[] above = new int[given.length() + 1];
        for (int j = 0; j <= given.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= right.length(); i++) {
            int[] row = new int[given.length() + 1];
            row[0] = i;
            for (int j = 1; j <= given.length(); j++) {
                int replaced = above[j - 1] + (right.charAt(i - 1) == given.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[given.length()];
    }
}
