package io.braid.bench.relay;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Conditions;
import io.braid.bench.comparison.Plan;
import io.braid.bench.comparison.Turns;
import io.braid.bench.load.BulkClient;
import io.braid.bench.load.Transfer.Direction;
import io.braid.bench.proxy.CpuTime;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Proxy;
import io.braid.bench.proxy.Requirement;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Column;
import io.braid.lab.net.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Bulk transfers up and down, with one stream and with several. */
public final class RelayBench implements Comparison {
    static final String NAME = "relay";

    private static final List<Integer> STREAMS = List.of(1, 4);
    private static final int WARM_UP_STREAMS = 4;
    private static final int START_SECONDS = 8;
    private static final int BYTES_PER_GB = 1_000_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "bulk transfers up and down: throughput, processor time per GB, beside HAProxy with equal buffers";
    }

    @Override
    public int seconds(Plan plan) {
        int round = 2 * turn(plan) + directTurn(plan);
        int cases = cases().size();
        return START_SECONDS + (8 * warmUp(plan) + plan.rounds() * cases * (round + 300)) / 1000;
    }

    private static int turn(Plan plan) {
        return plan.millis(800, 2000);
    }

    private static int directTurn(Plan plan) {
        return plan.millis(300, 600);
    }

    private static int warmUp(Plan plan) {
        return plan.millis(700, 1500);
    }

    @Override
    public List<Requirement> requirements() {
        return HaProxy.REQUIREMENTS;
    }

    @Override
    public List<String> conditions(Plan plan) {
        List<String> lines = new ArrayList<>(Conditions.lines());
        lines.add("measured: turns of %.1f s, in turn, %d rounds, after a warm-up of %.1f s each way; medians"
                .formatted(turn(plan) / 1e3, plan.rounds(), warmUp(plan) / 1e3));
        lines.add("direct: no relay, MPTCP or TCP as the client speaks; CPU s/GB: processor seconds of the relay's "
                + "process per 10^9 bytes");
        return lines;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("RATIO", "haproxy-equal-buffers", 2),
                new Column("MIN", "ratio_min", 2),
                new Column("MAX", "ratio_max", 2),
                new Column("CPU RATIO", "haproxy-equal-buffers-cpu", 2),
                new Column("MIN", "ratio_cpu_min", 2),
                new Column("MAX", "ratio_cpu_max", 2),
                new Column("BRAID GBIT/S", "braid_gbit_s", 1),
                new Column("HAPROXY", "haproxy_gbit_s", 1),
                new Column("DIRECT", "direct_gbit_s", 1),
                new Column("BRAID CPU S/GB", "braid_cpu_s_per_gb", 3),
                new Column("HAPROXY", "haproxy_cpu_s_per_gb", 3));
    }

    private static List<RelayCase> cases() {
        List<RelayCase> cases = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Direction direction : Direction.values()) {
                STREAMS.forEach(streams -> cases.add(new RelayCase(mode, direction, streams)));
            }
        }
        return cases;
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        List<RelayCase> cases = cases();
        try (RunDirectory directory = new RunDirectory(NAME);
                RelayBed bed = new RelayBed(directory.path())) {
            progress.accept(NAME + ": warm-up");
            for (Mode mode : Mode.values()) {
                for (Direction direction : Direction.values()) {
                    RelayCase warming = new RelayCase(mode, direction, WARM_UP_STREAMS);
                    measure(bed, warming, bed.braid(mode), warmUp(plan));
                    measure(bed, warming, bed.haProxy(), warmUp(plan));
                }
            }
            for (int round = 0; round < plan.rounds(); round++) {
                String place = "%s: round %d of %d: ".formatted(NAME, round + 1, plan.rounds());
                for (RelayCase one : cases) {
                    for (Proxy proxy : Turns.of(List.of(bed.braid(one.mode()), bed.haProxy()), round)) {
                        progress.accept(place + measure(bed, one, proxy, turn(plan)));
                    }
                    progress.accept(place + measure(bed, one, bed.direct(), directTurn(plan)));
                }
            }
        }
        return cases.stream().map(RelayCase::result).toList();
    }

    /** One turn: what to tell of it. */
    private static String measure(RelayBed bed, RelayCase one, Proxy proxy, int millis) throws IOException {
        CpuTime before = proxy.cpu();
        try {
            var target = proxy.target(one.mode(), bed.port(one.mode(), proxy));
            var server = bed.server(one.mode(), proxy);
            var result = BulkClient.run(bed.client(), target, server, one.direction(), one.streams(), millis);
            double cost = proxy.cpu().since(before).seconds() * BYTES_PER_GB / result.bytes();
            one.measured(proxy, result.gbitPerSecond(), cost);
            return String.format(
                    Locale.ROOT,
                    "%-18s %-8s %5.1f Gbit/s %6.3f CPU s/GB",
                    one.name(),
                    proxy.name(),
                    result.gbitPerSecond(),
                    cost);
        } catch (IOException e) {
            one.failed(proxy, e.getMessage());
            return one.name() + " " + proxy.name() + " FAILED: " + e.getMessage();
        }
    }
}
