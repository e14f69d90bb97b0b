package io.braid.bench.rate;

import io.braid.bench.proxy.Proxy;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Short connections that are converted in one way, and what each relay made of them. */
final class RateCase {
    /** What Braid's threads do, by the beginnings of their names. */
    private static final Map<String, String> WORK = Map.of(
            "relay", "relay",
            "path_manager", "path-manager",
            "path_events", "path-events",
            "compiler_c1", "C1 ",
            "compiler_c2", "C2 ",
            "collector", "VM Thread");

    private final Signalling signalling;
    private final Map<String, Series> figures = new LinkedHashMap<>();
    private final Set<String> failures = new LinkedHashSet<>();

    RateCase(Signalling signalling) {
        this.signalling = signalling;
    }

    Signalling signalling() {
        return signalling;
    }

    String name() {
        return signalling.label() + "-" + Turn.PARALLEL;
    }

    void measured(Proxy proxy, Turn turn) {
        if (!turn.problem().isEmpty()) {
            failures.add(proxy.name() + ": " + turn.problem());
        }
        add(proxy.name() + "_s", turn.perSecond());
        add(proxy.name() + "_us", turn.micros());
        if (!proxy.name().equals(RateBed.HAPROXY)) {
            WORK.forEach((what, threads) -> add(proxy.name() + "_us_" + what, turn.micros(threads)));
        }
    }

    private void add(String key, double value) {
        figures.computeIfAbsent(key, _ -> new Series()).add(value);
    }

    private Series of(String key) {
        return figures.getOrDefault(key, new Series());
    }

    CaseResult result() {
        Series braidCost = of(RateBed.ANNOUNCE + "_us");
        Series peerCost = of(RateBed.HAPROXY + "_us");
        Series faster = of(RateBed.ANNOUNCE + "_s").over(of(RateBed.HAPROXY + "_s"));
        Series cheaper = peerCost.over(braidCost);
        Map<String, Double> ratio = new LinkedHashMap<>();
        Map<String, Double> told = new LinkedHashMap<>();
        if (failures.isEmpty()) {
            ratio.put("haproxy-equal-buffers", faster.median());
            ratio.put("haproxy-equal-buffers-cpu", cheaper.median());
            told.put("ratio_min", faster.min());
            told.put("ratio_max", faster.max());
            told.put("ratio_cpu_min", cheaper.min());
            told.put("ratio_cpu_max", cheaper.max());
        }
        told.put("braid_connections_s", of(RateBed.ANNOUNCE + "_s").median());
        told.put("haproxy_connections_s", of(RateBed.HAPROXY + "_s").median());
        told.put("cpu_us_per_connection", braidCost.median());
        told.put("cpu_us_per_connection_haproxy", peerCost.median());
        if (signalling == Signalling.SYN) {
            Series quiet = of(RateBed.NO_ANNOUNCE + "_us");
            told.put("cpu_us_per_connection_announce", braidCost.median());
            told.put("cpu_us_per_connection_no_announce", quiet.median());
            told.put("cpu_us_announce_costs", braidCost.minus(quiet).median());
            told.put("cpu_us_path_manager_no_announce", of(RateBed.NO_ANNOUNCE + "_us_path_manager").median());
            told.put("cpu_us_path_events_no_announce", of(RateBed.NO_ANNOUNCE + "_us_path_events").median());
        }
        for (String what : new java.util.TreeSet<>(WORK.keySet())) {
            told.put("cpu_us_" + what, of(RateBed.ANNOUNCE + "_us_" + what).median());
        }
        return new CaseResult(RateBench.NAME, name(), ratio, told, new ArrayList<>(failures));
    }
}
