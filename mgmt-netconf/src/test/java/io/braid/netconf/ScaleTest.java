package io.braid.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.netconf.session.NetconfLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many entries: an edit takes time in proportion to itself, and what is asked for by key is found by key. */
@Timeout(120)
class ScaleTest {
    private static final int ENTRIES = 20_000;
    private static final String ONE =
            "<get-config><source><running/></source><filter><box xmlns='urn:braid:test:box'><item><name>n%d</name></item>"
                    + "</box></filter></get-config>";

    @TempDir
    private Path directory;

    @Test
    void oneOfManyIsFoundAndChangedWithoutALookAtTheOthers() throws IOException {
        try (Box box = new Box(directory, NetconfLimits.DEFAULT);
                Client client = Client.connect(box.port())) {
            String all = IntStream.range(0, ENTRIES)
                    .mapToObj(i -> "<item><name>n" + i + "</name><weight>" + i % 500 + "</weight></item>")
                    .collect(Collectors.joining());
            assertEquals("<ok/>", client.edit("<box xmlns='urn:braid:test:box'>" + all + "</box>"));
            assertEquals("<ok/>", client.call("<commit/>"));
            long start = System.nanoTime();
            String whole = client.running();
            double allMs = (System.nanoTime() - start) / 1e6;
            assertEquals("<data><box xmlns=\"urn:braid:test:box\">".length() + "</box></data>".length()
                    + ENTRIES * "<item><name></name><weight></weight></item>".length()
                    + IntStream.range(0, ENTRIES).map(i -> ("n" + i).length() + Integer.toString(i % 500).length()).sum(),
                    whole.length());
            double oneMs = median(client, i -> ONE.formatted(i * 37 % ENTRIES));
            // A look at all of them would take the time of the whole get.
            assertTrue(oneMs < allMs / 4 || oneMs < 5, "get of one took " + oneMs + " ms, of all " + allMs);
        }
    }

    private static double median(Client client, IntFunction<String> request) throws IOException {
        long[] times = new long[101];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            String reply = client.call(request.apply(i));
            times[i] = System.nanoTime() - start;
            assertTrue(reply.contains("<weight>"), reply);
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1e6;
    }
}
