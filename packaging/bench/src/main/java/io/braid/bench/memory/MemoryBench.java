package io.braid.bench.memory;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Conditions;
import io.braid.bench.comparison.Plan;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Mode;
import io.braid.bench.proxy.Requirement;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Column;
import io.braid.lab.net.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a relay's process keeps for each of thousands of conversions that nothing happens on. */
public final class MemoryBench implements Comparison {
    static final String NAME = "memory";
    static final String BRAID_RSS = "braid_rss";
    static final String BRAID_HEAP = "braid_heap";
    static final String HAPROXY_RSS = "haproxy_rss";

    /** Conversions at once. 9,000 are Braid's default limit: two files each of the 20,000 a process may have open. */
    static final List<Integer> COUNTS = List.of(1_000, 3_000, 5_000, 7_000, 9_000);

    /** Opened and closed before: classes are loaded, tables have grown. */
    static final int BEFORE = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return COUNTS.getLast() + " idle conversions at once: resident memory and live heap of each, beside HAProxy with equal "
                + "buffers";
    }

    @Override
    public int seconds(Plan plan) {
        return modes(plan).size() * plan.rounds() * 30;
    }

    private static List<Mode> modes(Plan plan) {
        return plan.quick() ? List.of(Mode.MPTCP_TCP) : List.of(Mode.values());
    }

    @Override
    public List<Requirement> requirements() {
        return HaProxy.REQUIREMENTS;
    }

    @Override
    public List<String> conditions(Plan plan) {
        List<String> lines = new ArrayList<>(Conditions.lines());
        lines.add("conversions: a byte there and back over each, then nothing; all of them must stand at once, at the server "
                + "as well; mptcp-tcp: signalled to Braid by Convert in the SYN");
        lines.add("per conversion: slope of the best straight line over %s conversions; RSS and heap after a collection"
                .formatted(COUNTS.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        lines.add("ratio: HAProxy's slope of RSS over Braid's of live heap, which is what conversions need; Braid's RSS follows "
                + "its collector and is told for the fewest and the most conversions");
        lines.add("memory of the relay's process; what the kernel keeps for its sockets is the same for both and not in it");
        lines.add("measured: %d rounds, each with new processes, after %d conversions that came and went; medians"
                .formatted(plan.rounds(), BEFORE));
        return lines;
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("RATIO", "haproxy-equal-buffers", 2),
                new Column("MIN", "ratio_min", 2),
                new Column("MAX", "ratio_max", 2),
                new Column("BRAID HEAP B", "braid_heap_bytes_per_conversion", 0),
                new Column("HAPROXY RSS B", "haproxy_rss_bytes_per_conversion", 0)));
        for (int count : List.of(COUNTS.getFirst(), COUNTS.getLast())) {
            columns.add(new Column("BRAID MIB AT " + count, BRAID_RSS + "_mib_" + count, 1));
            columns.add(new Column("HAPROXY", HAPROXY_RSS + "_mib_" + count, 1));
        }
        return columns;
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        List<MemoryCase> cases = modes(plan).stream().map(MemoryCase::new).toList();
        try (RunDirectory directory = new RunDirectory(NAME);
                MemoryBed bed = new MemoryBed()) {
            for (int round = 0; round < plan.rounds(); round++) {
                for (MemoryCase one : cases) {
                    Turn turn = new Turn(bed, one, directory.path().resolve(one.name() + "-" + round));
                    String place = "%s: round %d of %d: %s ".formatted(NAME, round + 1, plan.rounds(), one.name());
                    Stream<Turn.Kind> kinds = Stream.of(Turn.Kind.values());
                    kinds.forEach(kind -> progress.accept(place + turn.tell(kind)));
                }
            }
        }
        return cases.stream().map(MemoryCase::result).toList();
    }
}
