package io.braid.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits survives, in its order; what is done with does not come back. */
@Timeout(30)
final class SpoolTest {
    @TempDir
    Path directory;

    private Spool open() throws IOException {
        return Spool.open(directory.resolve("spool"));
    }

    private static byte[] record(int i) {
        return ("record " + i).getBytes();
    }

    @Test
    void keepsWhatWaitsOverARestart() throws IOException {
        try (Spool spool = open()) {
            for (int i = 1; i <= 5; i++) {
                assertEquals(OptionalLong.of(i), spool.add(record(i), 1000));
            }
            spool.done(1);
            spool.done(3);
            spool.done(3);
        }
        try (Spool spool = open()) {
            assertEquals(List.of(2L, 4L, 5L), spool.waiting());
            assertArrayEquals(record(4), spool.get(4));
            assertEquals(OptionalLong.of(6), spool.add(record(6), 1000));
            assertThrows(IllegalArgumentException.class, () -> spool.get(1));
            assertEquals(0, spool.damaged());
        }
    }

    @Test
    void takesNoMoreThanItMay() throws IOException {
        try (Spool spool = Spool.open(directory.resolve("small"))) {
            spool.add(record(1), 2);
            spool.add(record(2), 2);
            assertEquals(OptionalLong.empty(), spool.add(record(3), 2));
            spool.done(1);
            assertEquals(OptionalLong.of(3), spool.add(record(3), 2));
        }
    }

    @Test
    void dropsARecordThatWasBeingWrittenAndNoOther() throws IOException {
        Path file = directory.resolve("spool");
        try (Spool spool = open()) {
            spool.add(record(1), 1000);
            spool.add(record(2), 1000);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3);
        }
        try (Spool spool = open()) {
            assertEquals(List.of(1L), spool.waiting());
            assertEquals(1, spool.damaged());
            spool.add(record(7), 1000);
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        try (Spool spool = open()) {
            assertEquals(List.of(1L), spool.waiting());
        }
    }

    @Test
    void doesNotGrowWithWhatIsDoneWith() throws IOException {
        List<Long> kept = new ArrayList<>();
        try (Spool spool = open()) {
            for (int i = 0; i < 20_000; i++) {
                long number = spool.add(record(i), 1000).orElseThrow();
                if (i % 1000 == 0) {
                    kept.add(number);
                } else {
                    spool.done(number);
                }
            }
            assertTrue(Files.size(directory.resolve("spool")) < 200_000, "the file shrinks");
            assertEquals(kept, spool.waiting());
            assertArrayEquals(record(19_000), spool.get(kept.getLast()));
        }
        try (Spool spool = open()) {
            assertEquals(kept, spool.waiting());
            assertArrayEquals(record(5_000), spool.get(kept.get(5)));
            assertEquals(OptionalLong.of(20_001), spool.add(record(0), 1000));
        }
    }
}
