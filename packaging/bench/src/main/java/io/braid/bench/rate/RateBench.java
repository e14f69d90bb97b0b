package io.braid.bench.rate;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Conditions;
import io.braid.bench.comparison.Plan;
import io.braid.bench.comparison.Turns;
import io.braid.bench.load.BriefServer;
import io.braid.bench.proxy.HaProxy;
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
import java.util.stream.Stream;

/** Short connections, and among their costs that of announcing a join address and of hearing the kernel's events. */
public final class RateBench implements Comparison {
    static final String NAME = "rate";

    private static final int START_SECONDS = 10;
    /** Three appliances, one of them in two ways; HAProxy has nothing to compile and warms up in passing. */
    private static final int WARM_UPS = 4;

    private static final int TURNS = 7;
    private static final int PEER_WARM_UP_MS = 500;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "short connections, " + Turn.PARALLEL + " at a time, signalled by Convert or intercepted: a second, processor "
                + "time of each, with and without announce, beside HAProxy";
    }

    @Override
    public int seconds(Plan plan) {
        return START_SECONDS + (WARM_UPS * warmUp(plan) + plan.rounds() * TURNS * (turn(plan) + 500)) / 1000;
    }

    private static int turn(Plan plan) {
        return plan.millis(1500, 4000);
    }

    private static int warmUp(Plan plan) {
        return plan.millis(4000, 10_000);
    }

    @Override
    public List<Requirement> requirements() {
        return HaProxy.REQUIREMENTS;
    }

    @Override
    public List<String> conditions(Plan plan) {
        List<String> lines = new ArrayList<>(Conditions.lines());
        lines.add("connections: %d bytes in, %d bytes out, close by the server; %d at a time; all of them must succeed"
                .formatted(BriefServer.MESSAGE_BYTES, BriefServer.MESSAGE_BYTES, Turn.PARALLEL));
        lines.add("convert-syn, convert-data: Braid's clients send the request of RFC 8803 in the SYN or as their first data, "
                + "and get its answer; HAProxy has nothing like it and takes MPTCP in, TCP out, to the same server");
        lines.add("tcp-mptcp: Braid intercepts TCP, HAProxy is connected to; both open MPTCP to the server");
        lines.add("measured: turns of %.1f s, in turn, %d rounds, after %.0f s of warm-up for each appliance; medians"
                .formatted(turn(plan) / 1e3, plan.rounds(), warmUp(plan) / 1e3));
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
                new Column("BRAID /S", "braid_connections_s", 0),
                new Column("HAPROXY", "haproxy_connections_s", 0),
                new Column("BRAID CPU US", "cpu_us_per_connection", 0),
                new Column("NO ANNOUNCE", "cpu_us_per_connection_no_announce", 0),
                new Column("HAPROXY", "cpu_us_per_connection_haproxy", 0));
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        List<RateCase> cases = Stream.of(Signalling.values()).map(RateCase::new).toList();
        try (RunDirectory directory = new RunDirectory(NAME);
                RateBed bed = new RateBed(directory.path())) {
            for (Signalling signalling : Signalling.values()) {
                for (Proxy proxy : bed.proxies(signalling)) {
                    boolean peer = proxy.name().equals(RateBed.HAPROXY);
                    Turn turn = Turn.of(bed, signalling, proxy, peer ? PEER_WARM_UP_MS : warmUp(plan));
                    progress.accept(NAME + ": warm-up: " + story(signalling, proxy, turn));
                }
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (RateCase one : cases) {
                    for (Proxy proxy : Turns.of(bed.proxies(one.signalling()), round)) {
                        Turn turn = Turn.of(bed, one.signalling(), proxy, turn(plan));
                        one.measured(proxy, turn);
                        progress.accept("%s: round %d of %d: %s"
                                .formatted(NAME, round + 1, plan.rounds(), story(one.signalling(), proxy, turn)));
                    }
                }
            }
        }
        return cases.stream().map(RateCase::result).toList();
    }

    private static String story(Signalling signalling, Proxy proxy, Turn turn) {
        return String.format(
                Locale.ROOT,
                "%-12s %-17s %6.0f /s %5.0f us CPU each%s",
                signalling.label(),
                proxy.name(),
                turn.perSecond(),
                turn.micros(),
                turn.problem().isEmpty() ? "" : "  FAILED: " + turn.problem());
    }
}
