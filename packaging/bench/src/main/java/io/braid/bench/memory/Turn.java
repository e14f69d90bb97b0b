package io.braid.bench.memory;

import io.braid.bench.load.IdleClient;
import io.braid.bench.load.IdleServer;
import io.braid.bench.proxy.Braid;
import io.braid.bench.proxy.HaProxy;
import io.braid.bench.proxy.Heap;
import io.braid.bench.proxy.Proxy;
import io.braid.bench.proxy.Resident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One life of each relay: conversions are added, and its memory is read at every count. */
final class Turn {
    private static final long SETTLE_MS = 500;
    private static final long WAIT_SECONDS = 10;
    private static final long LOOK_MS = 20;

    private final MemoryBed bed;
    private final MemoryCase one;
    private final Path folder;

    /** Which relay. */
    enum Kind {
        BRAID,
        HAPROXY
    }

    /** Reads memory in MiB. */
    private interface Reading {
        void read() throws IOException;
    }

    Turn(MemoryBed bed, MemoryCase one, Path folder) {
        this.bed = bed;
        this.one = one;
        this.folder = folder;
    }

    /** Measures one relay: what to tell of it. */
    String tell(Kind kind) {
        try {
            return kind == Kind.BRAID ? braid() : haProxy();
        } catch (IOException e) {
            String name = kind == Kind.BRAID ? MemoryBed.BRAID : MemoryBed.HAPROXY;
            one.failed(name, e.getMessage());
            return name + " FAILED: " + e.getMessage();
        }
    }

    private String braid() throws IOException {
        List<Double> resident = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        try (Braid braid = bed.braid(one.mode(), folder)) {
            grow(braid, () -> {
                heap.add(Heap.live(braid.pid()));
                resident.add(Resident.mebibytes(braid.pid()));
            });
        }
        return String.format(
                Locale.ROOT,
                "braid    RSS %6.0f, heap %6.0f bytes per conversion",
                one.measured(MemoryBench.BRAID_RSS, resident),
                one.measured(MemoryBench.BRAID_HEAP, heap));
    }

    private String haProxy() throws IOException {
        List<Double> resident = new ArrayList<>();
        try (HaProxy haProxy = bed.haProxy(folder)) {
            grow(haProxy, () -> resident.add(Resident.mebibytes(haProxy.pid())));
        }
        return String.format(
                Locale.ROOT, "haproxy  RSS %6.0f bytes per conversion", one.measured(MemoryBench.HAPROXY_RSS, resident));
    }

    private void grow(Proxy proxy, Reading reading) throws IOException {
        IdleServer server = bed.server(one.mode());
        try {
            try (IdleClient before = bed.client(one.mode(), proxy)) {
                before.grow(MemoryBench.BEFORE);
            }
            server.release();
            pause(SETTLE_MS);
            try (IdleClient client = bed.client(one.mode(), proxy)) {
                for (int count : MemoryBench.COUNTS) {
                    client.grow(count);
                    await(server, count);
                    pause(SETTLE_MS);
                    reading.read();
                }
                int standing = client.standing();
                if (standing != MemoryBench.COUNTS.getLast()) {
                    throw new IOException(standing + " conversions are left of " + MemoryBench.COUNTS.getLast());
                }
            }
        } finally {
            server.release();
        }
    }

    private static void await(IdleServer server, int count) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (server.held() != count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server has " + server.held() + " connections, the client " + count);
            }
            pause(LOOK_MS);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
