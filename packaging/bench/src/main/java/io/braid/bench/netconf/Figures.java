package io.braid.bench.netconf;

import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Goal;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, a series for each figure. */
final class Figures {
    static final String COMMIT = "commit_one_ms";
    static final String COMMIT_FEW = "commit_one_ms_at_1k";
    static final String COMMIT_RATIO = "commit_one_ratio_100k_1k";
    static final String LOAD = "load_100k_s";
    static final String GET_ONE = "get_one_key_ms";
    static final String PIPELINED = "edit_commit_per_s";
    static final String HEAP = "heap_mb";
    static final String START = "start_s";
    static final String START_FEW = "start_s_at_1";
    static final String P99_IDLE = "relay_p99_ms_idle";
    static final String P99_GET = "relay_p99_ratio_under_get";
    static final String P99_LOAD = "relay_p99_ratio_under_load";
    static final String GET_ALL = "get_all_s";

    private static final List<Goal> GOALS = List.of(
            Goal.atMost(COMMIT, 20),
            Goal.atMost(COMMIT_FEW, 20),
            Goal.atMost(COMMIT_RATIO, 2),
            Goal.atMost(LOAD, 10),
            Goal.atMost(GET_ONE, 5),
            Goal.atLeast(PIPELINED, 500),
            Goal.atMost(HEAP, 512),
            Goal.atMost(START, 2.5),
            Goal.atMost(START_FEW, 2.5),
            Goal.atMost(P99_GET, 2),
            Goal.atMost(P99_LOAD, 2));

    private final Map<String, Series> all = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** Takes a value of a round; returns it for a person. */
    String add(String key, double value) {
        all.computeIfAbsent(key, _ -> new Series()).add(value);
        return String.format(Locale.ROOT, "%s %.2f", key, value);
    }

    void failed(String why) {
        failures.add(why);
    }

    CaseResult result(String bench, String name) {
        Map<String, Double> told = new LinkedHashMap<>();
        all.forEach((key, series) -> {
            told.put(key, series.median());
            told.put(key + "_min", series.min());
            told.put(key + "_max", series.max());
        });
        return new CaseResult(bench, name, Map.of(), told, GOALS, failures);
    }
}
