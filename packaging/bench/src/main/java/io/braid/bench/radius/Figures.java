package io.braid.bench.radius;

import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured in one case, a series for each figure. */
final class Figures {
    private final String name;
    private final Map<String, Series> all = new LinkedHashMap<>();
    private final Series quotients = new Series();
    private final List<String> failures = new ArrayList<>();

    Figures(String name) {
        this.name = name;
    }

    void add(String key, double value) {
        all.computeIfAbsent(key, _ -> new Series()).add(value);
    }

    /** A round in which both ended: what disturbs a round disturbs both. */
    void beside(double braid, double peer) {
        add(RadiusBench.PEER, peer);
        quotients.add(braid / peer);
    }

    void failed(String why) {
        failures.add(why);
    }

    CaseResult result() {
        Map<String, Double> ratio = new LinkedHashMap<>();
        Map<String, Double> told = new LinkedHashMap<>();
        if (all.containsKey(RadiusBench.PEER)) {
            ratio.put("radclient", quotients.median());
            told.put("ratio_min", quotients.min());
            told.put("ratio_max", quotients.max());
        }
        all.forEach((key, series) -> told.put(key, series.median()));
        return new CaseResult(RadiusBench.NAME, name, ratio, told, failures);
    }
}
