package io.braid.lab.capture;

import io.braid.lab.net.Cable;
import io.braid.lab.net.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A capture of every cable of a network, at its end A. */
public final class Captures {
    private static final long QUIET_NANOS = 300_000_000L;
    private static final long QUIET_LIMIT_NANOS = 3_000_000_000L;
    private static final long LOOK_MS = 10;

    private final Map<String, Capture> byCable = new LinkedHashMap<>();

    private Captures() {}

    /**
     * Starts capturing.
     *
     * @param network a network that is up; it ends the captures when it is closed
     * @param file where the capture of a cable of this name goes
     */
    public static Captures start(Network network, Filter filter, Function<String, Path> file) throws IOException {
        Captures captures = new Captures();
        for (Cable cable : network.cables()) {
            captures.byCable.put(
                    cable.name(),
                    network.add(Capture.start(
                            network.host(cable.a().host()), cable.a().name(), filter, file.apply(cable.name()))));
        }
        return captures;
    }

    /** Waits until nothing has passed for a moment, so that what ends connections is captured as well. */
    public void awaitQuiet() throws IOException {
        long deadline = System.nanoTime() + QUIET_LIMIT_NANOS;
        try {
            while (System.nanoTime() < deadline
                    && byCable.values().stream().anyMatch(c -> c.nanosSinceLast() < QUIET_NANOS)) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the capture of a cable and reads its bytes. */
    public Segments segments(String cable) throws IOException {
        return Segments.of(byCable.get(cable));
    }

    /** Ends the capture of a cable and reads it. */
    public Packets read(String cable) throws IOException {
        return Packets.of(byCable.get(cable));
    }
}
