package io.braid.yang.datastore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.Operation;
import io.braid.yang.port.Session;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cost of a commit follows the change, not the size: 100,000 entries are the design size. */
@Timeout(120)
final class ScaleTest {
    private static final InnerSchema ROOT = Market.SCHEMA.root();
    private static final InnerSchema MARKET = (InnerSchema) ROOT.child("market");
    private static final ListSchema STALL = (ListSchema) MARKET.child("stall");
    private static final ListSchema TRADE = (ListSchema) MARKET.child("trade");

    @TempDir
    private Path directory;

    private int made;

    private static EditNode leaf(InnerSchema around, String name, Object value) {
        return EditNode.leaf(around.child(name), value.toString());
    }

    private static EditNode in(SchemaNode node, EditNode... children) {
        return EditNode.branch(node, List.of(children));
    }

    private static EditRequest stalls(int count) {
        InnerSchema place = (InnerSchema) STALL.child("place");
        List<EditNode> entries = new ArrayList<>();
        entries.add(in(TRADE, leaf(TRADE, "name", "bread"), leaf(TRADE, "code", 7)));
        for (int i = 0; i < count; i++) {
            entries.add(in(
                    STALL,
                    leaf(STALL, "id", i),
                    leaf(STALL, "trade", "bread"),
                    leaf(STALL, "trade-code", 7),
                    leaf(STALL, "rent", i % 1000),
                    leaf(STALL, "till", 3),
                    in(place, leaf(place, "number", i))));
        }
        return EditRequest.merge(in(ROOT, EditNode.branch(MARKET, entries)));
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** Milliseconds of edit and commit, the middle of many, for each of several one-leaf changes. */
    private double[] commits(Datastore store, int times) throws Exception {
        InnerSchema place = (InnerSchema) STALL.child("place");
        double[] took = new double[times];
        for (int n = 0; n < times; n++) {
            int i = made++;
            EditNode change = switch (i % 4) {
                case 0 -> leaf(STALL, "rent", i + 1);
                case 1 -> in(place, leaf(place, "number", 1_000_000 + i));
                case 2 -> leaf(STALL, "row", 2 + i);
                default -> leaf(STALL, "trade-code", 7).with(Operation.REMOVE);
            };
            EditNode edit = in(ROOT, in(MARKET, in(STALL, leaf(STALL, "id", i % 900), change)));
            long start = System.nanoTime();
            store.edit(Session.SYSTEM, store.shared(), EditRequest.merge(edit));
            store.commit(Session.SYSTEM, store.shared(), CommitOptions.plain(""));
            took[n] = millis(start);
        }
        return took;
    }

    private static double middle(double[] took) {
        double[] sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double worst(double[] took) {
        return Arrays.stream(took).max().orElseThrow();
    }

    @Test
    void aCommitOfOneLeafTakesTheSameTimeAtAnySize() throws Exception {
        double small;
        try (Datastore store = Datastore.open(directory.resolve("small"), () -> Market.SCHEMA, 1, List.of())) {
            store.edit(Session.SYSTEM, store.shared(), stalls(1000));
            store.commit(Session.SYSTEM, store.shared(), CommitOptions.plain(""));
            commits(store, 400);
            small = middle(commits(store, 200));
            assertEquals(601, store.running().number());
            made = 0;
        }
        EditRequest load = stalls(100_000);
        try (Datastore store = Datastore.open(directory.resolve("large"), () -> Market.SCHEMA, 1, List.of())) {
            long start = System.nanoTime();
            store.edit(Session.SYSTEM, store.shared(), load);
            store.commit(Session.SYSTEM, store.shared(), CommitOptions.plain(""));
            double loaded = millis(start) / 1000;
            double[] first = commits(store, 40);
            double[] large = commits(store, 200);
            long written = size(directory.resolve("large"));
            double[] more = commits(store, 100);
            System.out.printf(
                    "datastore load_100k_s=%.2f commit_one_ms_at_1k=%.2f commit_one_ms=%.2f worst_ms=%.1f first_ms=%.1f%n",
                    loaded, small, middle(large), worst(large), worst(first));
            assertTrue(loaded < 30, "load took " + loaded + " s");
            assertTrue(middle(large) < 20, "a commit took " + middle(large) + " ms");
            // Other work on the machine is in both figures; judging or writing the whole tree would take a second.
            assertTrue(middle(large) < 10 * small + 5, "at 1,000 " + small + " ms, at 100,000 " + middle(large) + " ms");
            assertTrue(size(directory.resolve("large")) - written < 600 * more.length, "commits wrote the whole tree");
        }
        long start = System.nanoTime();
        try (Datastore store = Datastore.open(directory.resolve("large"), () -> Market.SCHEMA, 1, List.of())) {
            System.out.printf("datastore open_100k_s=%.2f%n", millis(start) / 1000);
            assertEquals(341, store.running().number());
            assertEquals(List.of(), store.faults());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    }

    /** What commits have written; snapshots come in their own time. */
    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
