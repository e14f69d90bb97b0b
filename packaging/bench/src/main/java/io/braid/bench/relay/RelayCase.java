package io.braid.bench.relay;

import io.braid.bench.load.Transfer.Direction;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Proxy;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kind of transfer, and what each relay made of it. */
final class RelayCase {
    private static final String BRAID = "braid";
    private static final String HAPROXY = "haproxy";

    private final Mode mode;
    private final Direction direction;
    private final int streams;
    private final Map<String, Series> throughput = new HashMap<>();
    private final Map<String, Series> cost = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    RelayCase(Mode mode, Direction direction, int streams) {
        this.mode = mode;
        this.direction = direction;
        this.streams = streams;
    }

    Mode mode() {
        return mode;
    }

    Direction direction() {
        return direction;
    }

    int streams() {
        return streams;
    }

    String name() {
        return mode.label() + "-" + direction.label() + "-" + streams;
    }

    void measured(Proxy proxy, double gbitPerSecond, double cpuPerGigabyte) {
        throughput.computeIfAbsent(proxy.name(), _ -> new Series()).add(gbitPerSecond);
        cost.computeIfAbsent(proxy.name(), _ -> new Series()).add(cpuPerGigabyte);
    }

    void failed(Proxy proxy, String why) {
        failures.add(proxy.name() + ": " + why);
    }

    CaseResult result() {
        Series faster = of(throughput, BRAID).over(of(throughput, HAPROXY));
        Series cheaper = of(cost, HAPROXY).over(of(cost, BRAID));
        Map<String, Double> ratio = new LinkedHashMap<>();
        Map<String, Double> figures = new LinkedHashMap<>();
        if (failures.isEmpty()) {
            ratio.put("haproxy-equal-buffers", faster.median());
            ratio.put("haproxy-equal-buffers-cpu", cheaper.median());
            range(figures, "ratio", faster);
            range(figures, "ratio_cpu", cheaper);
        }
        for (String name : List.of(BRAID, HAPROXY)) {
            spread(figures, name + "_gbit_s", of(throughput, name));
            spread(figures, name + "_cpu_s_per_gb", of(cost, name));
        }
        figures.put("direct_gbit_s", of(throughput, "direct").median());
        return new CaseResult(RelayBench.NAME, name(), ratio, figures, failures);
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
