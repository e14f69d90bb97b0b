package io.braid.bench.latency;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Conditions;
import io.braid.bench.comparison.Plan;
import io.braid.bench.comparison.Turns;
import io.braid.bench.load.BriefServer;
import io.braid.bench.load.FirstBytes;
import io.braid.bench.load.Pinger;
import io.braid.bench.load.Times;
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

/** Round trips over conversions that stand, and the first byte over fresh ones, on a machine that does nothing else. */
public final class LatencyBench implements Comparison {
    static final String NAME = "latency";

    private static final int START_SECONDS = 9;
    private static final int WAYS = 3;
    private static final double NANOS_PER_MS = 1e6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "round trip over a standing conversion and first byte over a fresh one: added p50 and p99, beside HAProxy "
                + "and the direct path";
    }

    @Override
    public int seconds(Plan plan) {
        int turns = cases().size() * WAYS;
        // Fresh connections are warmed up twice: as many as go, and as they are measured.
        int warmUps = turns + turns / Subject.values().length;
        return START_SECONDS + (warmUps * warmUp(plan) + turns * plan.rounds() * turn(plan)) / 1000;
    }

    private static int turn(Plan plan) {
        return plan.millis(1000, 4000);
    }

    private static int warmUp(Plan plan) {
        return plan.millis(1500, 5000);
    }

    @Override
    public List<Requirement> requirements() {
        return HaProxy.REQUIREMENTS;
    }

    @Override
    public List<String> conditions(Plan plan) {
        List<String> lines = new ArrayList<>(Conditions.lines());
        lines.add(String.format(
                Locale.ROOT,
                "round-trip: a byte there and back every %.1f ms over one connection; first-byte: a connection every %.0f ms, "
                        + "%d bytes in, from its SYN to the first byte of the server's answer",
                Pinger.INTERVAL_NANOS / NANOS_PER_MS,
                FirstBytes.INTERVAL_NANOS / NANOS_PER_MS,
                BriefServer.MESSAGE_BYTES));
        lines.add("each counts from its own sending; added: less the direct path's, MPTCP or TCP as "
                + "the client speaks, in the same round; ratios: of whole times, HAProxy's over Braid's");
        lines.add("mptcp-tcp: Braid's clients send the request of RFC 8803 in the SYN and get its answer; HAProxy has nothing "
                + "like it and takes MPTCP in, TCP out, to the same server");
        lines.add(("measured: turns of %.1f s, in turn, %d rounds, after a warm-up of %.1f s each, before first bytes as "
                        + "long again with connections as fast as they go; medians")
                .formatted(turn(plan) / 1e3, plan.rounds(), warmUp(plan) / 1e3));
        return lines;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("RATIO", "haproxy-equal-buffers", 2),
                new Column("MIN", "ratio_min", 2),
                new Column("MAX", "ratio_max", 2),
                new Column("P99 RATIO", "haproxy-equal-buffers-p99", 2),
                new Column("MIN", "ratio_p99_min", 2),
                new Column("MAX", "ratio_p99_max", 2),
                new Column("BRAID +P50 US", "braid_added_p50_us", 0),
                new Column("HAPROXY", "haproxy_added_p50_us", 0),
                new Column("DIRECT P50", "direct_p50_us", 0),
                new Column("BRAID +P99 US", "braid_added_p99_us", 0),
                new Column("HAPROXY", "haproxy_added_p99_us", 0),
                new Column("DIRECT P99", "direct_p99_us", 0));
    }

    private static List<LatencyCase> cases() {
        List<LatencyCase> cases = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Subject subject : Subject.values()) {
                cases.add(new LatencyCase(mode, subject));
            }
        }
        return cases;
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        List<LatencyCase> cases = cases();
        try (RunDirectory directory = new RunDirectory(NAME);
                LatencyBed bed = new LatencyBed(directory.path())) {
            progress.accept(NAME + ": warm-up");
            for (LatencyCase warming : cases) {
                for (Proxy proxy : bed.proxies(warming.mode())) {
                    var target = LatencyBed.target(warming.mode(), warming.subject(), proxy);
                    warming.subject().warm(bed.client(), target, warmUp(plan));
                }
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (LatencyCase one : cases) {
                    for (Proxy proxy : Turns.of(bed.proxies(one.mode()), round)) {
                        progress.accept("%s: round %d of %d: %s"
                                .formatted(NAME, round + 1, plan.rounds(), measure(bed, one, proxy, turn(plan))));
                    }
                }
            }
        }
        return cases.stream().map(LatencyCase::result).toList();
    }

    /** One turn: what to tell of it. */
    private static String measure(LatencyBed bed, LatencyCase one, Proxy proxy, int millis) {
        try {
            var target = LatencyBed.target(one.mode(), one.subject(), proxy);
            Times times = one.subject().measure(bed.client(), target, millis);
            one.measured(proxy, times);
            return String.format(
                    Locale.ROOT,
                    "%-20s %-8s p50 %6.3f ms, p99 %6.3f ms of %d",
                    one.name(),
                    proxy.name(),
                    times.medianMillis(),
                    times.p99Millis(),
                    times.count());
        } catch (IOException e) {
            one.failed(proxy, e.getMessage());
            return one.name() + " " + proxy.name() + " FAILED: " + e.getMessage();
        }
    }
}
