package io.braid.yang.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.Edits;
import io.braid.yang.port.Principal;
import io.braid.yang.schema.Market;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Contents;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files are torn, damaged, of another version or missing: the last good configuration is taken, and it is said. */
@Timeout(120)
final class DamageTest {
    @TempDir
    private Path directory;

    private ConfigStore open(int version, Migration... migrations) throws IOException {
        return ConfigStore.open(directory, () -> Market.SCHEMA, version, List.of(migrations));
    }

    private static Branch with(Branch root, String content) throws Exception {
        return Edits.merged(Market.SCHEMA, root, "<market xmlns='urn:braid:test:market'>" + content + "</market>");
    }

    private static void commit(ConfigStore store, Branch after) throws IOException {
        CommitRecord record = new CommitRecord(
                CommitRecord.Kind.COMMIT, store.generation() + 1, Instant.EPOCH, Principal.SYSTEM, "a\tb\\\nc",
                store.schemaVersion(), Optional.empty());
        store.append(record, Diff.between(store.root(), after), after);
    }

    private static String limit(ConfigStore store) {
        return Reader.of(store.root()).container("market").text("limit");
    }

    private void commits(int from, int to, String more) throws Exception {
        try (ConfigStore store = open(1)) {
            for (int i = from; i <= to; i++) {
                commit(store, with(store.root(), "<limit>" + i + "</limit>" + more));
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRecordTornAnywhereIsNotThere() throws Exception {
        commits(1, 2, "");
        Path journal = directory.resolve("journal-0");
        long good = Files.size(journal);
        commits(3, 3, "<motto>é\n</motto>");
        byte[] whole = Files.readAllBytes(journal);
        for (int length = (int) good; length < whole.length; length++) {
            Files.write(journal, Arrays.copyOf(whole, length));
            try (ConfigStore store = open(1)) {
                assertEquals("2", limit(store), "cut to " + length);
                assertEquals(length == good, store.faults().isEmpty());
                commit(store, with(store.root(), "<limit>9</limit>"));
            }
            try (ConfigStore store = open(1)) {
                assertEquals("9", limit(store));
            }
        }
    }

    @Test
    void aRecordWithAWrongByteIsNotThere() throws Exception {
        commits(1, 2, "");
        Path journal = directory.resolve("journal-0");
        int good = (int) Files.size(journal);
        commits(3, 3, "");
        byte[] whole = Files.readAllBytes(journal);
        for (int at = good; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x11;
            Files.write(journal, wrong);
            try (ConfigStore store = open(1)) {
                assertEquals("2", limit(store), "wrong at " + at);
                assertFalse(store.faults().isEmpty());
            }
            assertTrue(names().contains("journal-0.damaged"));
        }
    }

    @Test
    void aDamagedSnapshotIsReplacedByTheOneBefore() throws Exception {
        String large = "<motto>" + "x".repeat(300_000) + "</motto>";
        commits(1, 30, large.replace('x', 'y') + "<stall><id>1</id></stall><queue><name>b</name></queue>");
        Branch expected;
        try (ConfigStore store = open(1)) {
            for (int i = 0; i < 40; i++) {
                char letter = (char) ('a' + i % 26);
                commit(store, with(store.root(), large.replace('x', letter) + "<queue><name>a</name></queue>"));
            }
            expected = store.root();
            assertEquals(50, store.history().size());
            assertEquals("a\tb\\\nc", store.history().getLast().comment());
            assertEquals(1, store.changes(store.history().getLast().generation()).size());
        }
        List<String> snapshots =
                names().stream().filter(name -> name.startsWith("snapshot-")).toList();
        assertEquals(2, snapshots.size(), names().toString());
        Path newest = StoreFiles.newestFirst(directory, StoreFiles.SNAPSHOT).getFirst();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        try (ConfigStore store = open(1)) {
            assertEquals(1, store.faults().size(), store.faults().toString());
            assertTrue(Contents.same(expected, store.root()));
            assertEquals(70, store.generation());
        }
    }

    @Test
    void whatCannotBeReadIsPutAsideAndTheConfigurationBeforeItTaken() throws Exception {
        for (int i = 1; i <= 12; i++) {
            commits(i, i, "<motto>" + (char) ('a' + i) + "x".repeat(300_000) + "</motto>");
        }
        Path newest = StoreFiles.newestFirst(directory, StoreFiles.JOURNAL).getFirst();
        long before = StoreFiles.generation(newest);
        assertTrue(before > 0 && before < 12, names().toString());
        // Root may read every file; nobody reads a directory as one.
        Files.delete(newest);
        Files.createDirectory(newest);
        try (ConfigStore store = open(1)) {
            assertEquals(before, store.generation());
            assertEquals(Long.toString(before), limit(store));
            assertTrue(store.faults().getFirst().contains("cannot be read"), store.faults().toString());
            commit(store, with(store.root(), "<limit>99</limit>"));
        }
        try (ConfigStore store = open(1)) {
            assertEquals("99", limit(store));
            assertEquals(List.of(), store.faults());
        }
        Path snapshot = StoreFiles.newestFirst(directory, StoreFiles.SNAPSHOT).getFirst();
        Files.delete(snapshot);
        Files.createDirectory(snapshot);
        try (ConfigStore store = open(1)) {
            assertEquals("99", limit(store));
            assertTrue(store.faults().getFirst().contains("cannot be read"), store.faults().toString());
        }
    }

    @Test
    void olderDataAreMigrated() throws Exception {
        commits(1, 3, "<stall><id>1</id><rent>7</rent></stall>");
        Migration doubled = new Migration() {
            @Override
            public int from() {
                return 1;
            }

            @Override
            public void apply(StoredNode root) {
                StoredNode market = root.child("market:market").orElseThrow();
                String limit = market.child("limit").orElseThrow().value();
                market.add(StoredNode.leaf("limit", limit + "0"));
            }
        };
        assertThrows(IOException.class, () -> open(2).close());
        for (int i = 0; i < 2; i++) {
            try (ConfigStore store = open(2, doubled)) {
                assertEquals("30", limit(store));
                assertEquals(3, store.generation());
                assertThrows(IOException.class, () -> store.changes(3), "a commit of the older model");
            }
        }
        try (ConfigStore store = open(2, doubled)) {
            commit(store, with(store.root(), "<limit>5</limit>"));
        }
        Files.delete(directory.resolve("snapshot-3"));
        try (ConfigStore store = open(2, doubled)) {
            assertEquals("5", limit(store));
        }
        assertThrows(IOException.class, () -> open(1).close());
    }

    @Test
    void aDirectoryBelongsToOne() throws Exception {
        try (ConfigStore store = open(1)) {
            assertThrows(IOException.class, () -> open(1).close());
            assertEquals(0, store.generation());
        }
    }
}
