package io.braid.yang.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.schema.Market;
import io.braid.yang.tree.Reader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its commits: what it acknowledged is there. */
@Timeout(180)
final class KillTest {
    private static final int KILLS = 10;

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedIsThere() throws Exception {
        Random random = new Random(7);
        long acknowledged = 0;
        for (int i = 0; i < KILLS; i++) {
            acknowledged = Math.max(acknowledged, run(20 + random.nextInt(200), random.nextInt(3_000_000)));
            try (ConfigStore store = ConfigStore.open(directory, () -> Market.SCHEMA, 1, List.of())) {
                long found = store.generation();
                assertTrue(found >= acknowledged, "acknowledged " + acknowledged + ", found " + found);
                assertEquals(Long.toString(found), Reader.of(store.root()).container("market").text("limit"));
                acknowledged = found;
            }
        }
        assertTrue(acknowledged > KILLS * 20);
    }

    /** Lets a process commit some times and a little more, kills it, and gives the last generation it acknowledged. */
    private long run(int commits, int nanosMore) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Committing.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < commits; i++) {
                last = Long.parseLong(out.readLine());
            }
            TimeUnit.NANOSECONDS.sleep(nanosMore);
            // Process.destroyForcibly would close the stream, and with it what is still to be read.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // Half a line was never an acknowledgement that anybody could read.
                last = line.matches("[0-9]+") && Long.parseLong(line) == last + 1 ? last + 1 : last;
            }
        } finally {
            process.destroyForcibly();
        }
        return last;
    }
}
