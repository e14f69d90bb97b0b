package io.braid.bench.latency;

import io.braid.bench.load.Times;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Proxy;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kind of wait in one mode, and what each way made of it. */
final class LatencyCase {
    private static final double MICROS_PER_MS = 1e3;

    private final Mode mode;
    private final Subject subject;
    private final Map<String, Series> medians = new HashMap<>();
    private final Map<String, Series> tails = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    LatencyCase(Mode mode, Subject subject) {
        this.mode = mode;
        this.subject = subject;
    }

    Mode mode() {
        return mode;
    }

    Subject subject() {
        return subject;
    }

    String name() {
        return mode.label() + "-" + subject.label();
    }

    void measured(Proxy proxy, Times times) {
        medians.computeIfAbsent(proxy.name(), _ -> new Series()).add(times.medianMillis() * MICROS_PER_MS);
        tails.computeIfAbsent(proxy.name(), _ -> new Series()).add(times.p99Millis() * MICROS_PER_MS);
    }

    void failed(Proxy proxy, String why) {
        failures.add(proxy.name() + ": " + why);
    }

    CaseResult result() {
        Map<String, Double> ratio = new LinkedHashMap<>();
        Map<String, Double> figures = new LinkedHashMap<>();
        Series median = of(medians, LatencyBed.HAPROXY).over(of(medians, LatencyBed.BRAID));
        Series tail = of(tails, LatencyBed.HAPROXY).over(of(tails, LatencyBed.BRAID));
        if (failures.isEmpty()) {
            ratio.put("haproxy-equal-buffers", median.median());
            ratio.put("haproxy-equal-buffers-p99", tail.median());
            range(figures, "ratio", median);
            range(figures, "ratio_p99", tail);
        }
        for (String name : List.of(LatencyBed.BRAID, LatencyBed.HAPROXY)) {
            spread(figures, name + "_added_p50_us", of(medians, name).minus(of(medians, LatencyBed.DIRECT)));
            spread(figures, name + "_added_p99_us", of(tails, name).minus(of(tails, LatencyBed.DIRECT)));
        }
        for (String name : List.of(LatencyBed.BRAID, LatencyBed.HAPROXY, LatencyBed.DIRECT)) {
            figures.put(name + "_p50_us", of(medians, name).median());
            figures.put(name + "_p99_us", of(tails, name).median());
        }
        return new CaseResult(LatencyBench.NAME, name(), ratio, figures, failures);
    }

    private static Series of(Map<String, Series> all, String name) {
        return all.getOrDefault(name, new Series());
    }

    private static void spread(Map<String, Double> figures, String key, Series series) {
        figures.put(key, series.median());
        range(figures, key, series);
    }

    private static void range(Map<String, Double> figures, String key, Series series) {
        figures.put(key + "_min", series.min());
        figures.put(key + "_max", series.max());
    }
}
