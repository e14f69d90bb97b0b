package io.braid.bench.radius;

import io.braid.bench.comparison.Comparison;
import io.braid.bench.comparison.Plan;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Requirement;
import io.braid.bench.proxy.Resident;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Column;
import io.braid.lab.net.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Subscribers nobody has seen before, asked about at FreeRADIUS, beside radclient with the same number under way. */
public final class RadiusBench implements Comparison {
    static final String NAME = "radius";
    static final String BRAID = "auth_per_s";
    static final String PEER = "radclient_auth_per_s";

    private static final List<Integer> AT_A_TIME = List.of(32, 256, 1024);
    private static final String STORM = "storm-50k";
    private static final int STORM_SUBSCRIBERS = 50_000;
    private static final int STORM_AT_A_TIME = 1024;
    private static final int WARM_UP = 5000;

    /** So many newcomers in a row are answered when a storm is over for the server too. */
    private static final int SETTLED = 2000;

    private static final long RECOVERY_LIMIT_NANOS = 60_000_000_000L;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "new subscribers authorized by RADIUS a second, beside radclient; a storm of them while the server is silent";
    }

    @Override
    public int seconds(Plan plan) {
        return 20 + plan.rounds() * (AT_A_TIME.size() * count(plan) / 1500 + 25);
    }

    private static int count(Plan plan) {
        return plan.quick() ? 3000 : 15_000;
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(new Requirement("freeradius", "freeradius"), new Requirement("radclient", "freeradius-utils"));
    }

    @Override
    public List<String> conditions(Plan plan) {
        return List.of(
                "machine: %d processors, Linux %s; FreeRADIUS, conversion point and clients share them"
                        .formatted(HaProxy.threads(), System.getProperty("os.version")),
                "auth_per_s: of customers with an address of their own, each of which makes a TCP connection, asks by Convert, "
                        + "is asked about and gets Error 32; radclient only asks",
                "server: FreeRADIUS with a users file, which rejects everybody and writes each question down",
                "measured: %d questions a turn, %d rounds; medians".formatted(count(plan), plan.rounds()),
                STORM + ": the server takes packets and answers none; growth of the resident set, and the time from its first "
                        + "answer until newcomers are answered");
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("RATIO", "radclient", 2),
                new Column("MIN", "ratio_min", 2),
                new Column("MAX", "ratio_max", 2),
                new Column("BRAID AUTH/S", BRAID, 0),
                new Column("RADCLIENT", PEER, 0),
                new Column("LOST AT 1024", "lost_at_1024", 0),
                new Column("RADCLIENT", "radclient_lost_at_1024", 0),
                new Column("STORM MIB", "storm_growth_mib", 1),
                new Column("RECOVERY S", "recovery_s", 1));
    }

    @Override
    public List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException {
        Map<Integer, Figures> cases = new LinkedHashMap<>();
        AT_A_TIME.forEach(many -> cases.put(many, new Figures("at-a-time-" + many)));
        Figures storm = new Figures(STORM);
        try (RunDirectory directory = new RunDirectory(NAME);
                RadiusBed bed = new RadiusBed(directory.path())) {
            progress.accept(NAME + ": warm-up");
            bed.newcomers().come(WARM_UP, AT_A_TIME.getFirst());
            for (int round = 0; round < plan.rounds(); round++) {
                String place = "%s: round %d of %d: ".formatted(NAME, round + 1, plan.rounds());
                for (int many : AT_A_TIME) {
                    progress.accept(place + turn(bed, cases.get(many), count(plan), many));
                }
                progress.accept(place + storm(bed, storm));
            }
        }
        List<CaseResult> results = new ArrayList<>();
        cases.values().forEach(one -> results.add(one.result()));
        results.add(storm.result());
        return results;
    }

    private static String turn(RadiusBed bed, Figures figures, int count, int many) {
        try {
            Asked peer = bed.radClient().ask(count, many);
            Asked braid = bed.newcomers().come(count, many);
            figures.add(BRAID, braid.perSecond());
            // One that did not end has no rate; what it lost is told.
            if (peer.answered() > 0) {
                figures.beside(braid.perSecond(), peer.perSecond());
            }
            if (many == AT_A_TIME.getLast()) {
                figures.add("lost_at_1024", braid.lost());
                figures.add("radclient_lost_at_1024", peer.lost());
            }
            return String.format(
                    Locale.ROOT,
                    "%d at a time: braid %.0f/s, %s; radclient %.0f/s, %s",
                    many,
                    braid.perSecond(),
                    braid.losses(),
                    peer.perSecond(),
                    peer.losses());
        } catch (IOException e) {
            figures.failed(e.getMessage());
            return many + " at a time FAILED: " + e.getMessage();
        }
    }

    private static String storm(RadiusBed bed, Figures figures) throws IOException {
        double before = Resident.mebibytes(bed.pid());
        bed.radius().freeze();
        try {
            Asked refused = bed.newcomers().come(STORM_SUBSCRIBERS, STORM_AT_A_TIME);
            double growth = Resident.mebibytes(bed.pid()) - before;
            bed.radius().thaw();
            long begin = System.nanoTime();
            while (bed.newcomers().come(1, 1).answered() == 0) {
                if (System.nanoTime() - begin > RECOVERY_LIMIT_NANOS) {
                    throw new IOException("newcomers are not answered although the server is");
                }
            }
            double recovery = (System.nanoTime() - begin) / 1e9;
            // The server still works through what it was sent meanwhile: the next turn is not to measure that.
            while (bed.newcomers().come(SETTLED, AT_A_TIME.getFirst()).lost() > 0) {
                if (System.nanoTime() - begin > RECOVERY_LIMIT_NANOS) {
                    throw new IOException("newcomers are refused long after the server answers again");
                }
            }
            double settled = (System.nanoTime() - begin) / 1e9;
            figures.add("storm_growth_mib", growth);
            figures.add("storm_seconds", refused.seconds());
            figures.add("storm_answered", refused.answered());
            figures.add("recovery_s", recovery);
            figures.add("settled_s", settled);
            return String.format(
                    Locale.ROOT,
                    "storm: %d without an answer in %.1f s, %.1f MiB more, recovered after %.1f s, for all after %.1f s",
                    refused.lost(),
                    refused.seconds(),
                    growth,
                    recovery,
                    settled);
        } catch (IOException e) {
            bed.radius().thaw();
            figures.failed(e.getMessage());
            return "storm FAILED: " + e.getMessage();
        }
    }
}
