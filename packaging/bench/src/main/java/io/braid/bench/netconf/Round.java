package io.braid.bench.netconf;

import io.braid.bench.comparison.Plan;
import io.braid.bench.load.Pinger;
import io.braid.bench.proxy.Heap;
import io.braid.bench.report.Series;
import io.braid.lab.appliance.Appliance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One life of an appliance, from an empty configuration to a start with the large one. */
final class Round {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_S = 1e9;

    private final NetconfBed bed;
    private final Path folder;
    private final Plan plan;
    private final Figures figures;
    private final Consumer<String> progress;
    private int changes;

    Round(NetconfBed bed, Path folder, Plan plan, Figures figures, Consumer<String> progress) {
        this.bed = bed;
        this.folder = folder;
        this.plan = plan;
        this.figures = figures;
        this.progress = progress;
    }

    void run() throws IOException {
        first();
        tell(Figures.START_FEW, started());
        measured();
        tell(Figures.START, started());
    }

    /** Makes host keys and a first configuration, which no later start has to. */
    private void first() throws IOException {
        try (Appliance appliance = bed.start(folder)) {
            appliance.awaitReady();
        }
    }

    /** Seconds from the start of the process to the first hello; the configuration is there from before. */
    private double started() throws IOException {
        long begun = System.nanoTime();
        try (Appliance appliance = bed.start(folder);
                Client client = new Client(appliance.awaitStarted().netconfClient())) {
            double seconds = (System.nanoTime() - begun) / NANOS_PER_S;
            client.call(Subscribers.get(0));
            return seconds;
        }
    }

    private void measured() throws IOException {
        try (Appliance appliance = bed.start(folder);
                Client client = new Client(appliance.awaitStarted().netconfClient())) {
            client.call(Subscribers.load(Subscribers.FEW));
            client.call(Subscribers.commit());
            commits(client, plan.millis(150, 600), Subscribers.FEW);
            double few = commits(client, plan.millis(50, 200), Subscribers.FEW);
            tell(Figures.COMMIT_FEW, few);
            idle(); // The first connection of a process waits for its classes.
            double before = idle();
            tell(Figures.P99_LOAD, load(client) / before);
            double many = commits(client, plan.millis(50, 200), Subscribers.MANY);
            tell(Figures.COMMIT, many);
            tell(Figures.COMMIT_RATIO, many / few);
            tell(Figures.GET_ONE, getOne(client, plan.millis(100, 300)));
            tell(Figures.PIPELINED, pipelined(client, plan.millis(500, 2000)));
            double idle = idle();
            tell(Figures.P99_IDLE, idle);
            tell(Figures.P99_GET, getAll(client) / idle);
            tell(Figures.HEAP, Heap.live(appliance.pid()));
        }
    }

    private void tell(String key, double value) {
        progress.accept(figures.add(key, value));
    }

    /** Milliseconds of an edit of one leaf and its commit, the middle of many. */
    private double commits(Client client, int times, int size) throws IOException {
        Series took = new Series();
        for (int n = 0; n < times; n++) {
            byte[] change = change(size);
            long begun = System.nanoTime();
            client.call(change);
            client.call(Subscribers.commit());
            took.add((System.nanoTime() - begun) / NANOS_PER_MS);
        }
        return took.median();
    }

    /** The next change, spread over the list. */
    private byte[] change(int size) {
        int n = changes++;
        return Subscribers.change((int) ((n / 2 * 7919L) % size), n);
    }

    private double idle() throws IOException {
        try (Pinger pinger = bed.ping()) {
            pause();
            return pinger.times().p99Millis();
        }
    }

    private void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(plan.millis(1500, 4000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Loads all in one edit, and commits: the p99 of the relay meanwhile. */
    private double load(Client client) throws IOException {
        byte[] load = Subscribers.load(Subscribers.MANY);
        try (Pinger pinger = bed.ping()) {
            long begun = System.nanoTime();
            client.call(load);
            client.call(Subscribers.commit());
            tell(Figures.LOAD, (System.nanoTime() - begun) / NANOS_PER_S);
            return pinger.times().p99Millis();
        }
    }

    private double getOne(Client client, int times) throws IOException {
        Series took = new Series();
        for (int n = 0; n < times; n++) {
            int i = (int) (n * 7919L % Subscribers.MANY);
            long begun = System.nanoTime();
            Client.Reply reply = client.call(Subscribers.get(i));
            took.add((System.nanoTime() - begun) / NANOS_PER_MS);
            if (!reply.beginning().contains("<name>" + Subscribers.name(i) + "</name>")) {
                throw new IOException("another entry was asked for: " + reply.beginning());
            }
        }
        return took.median();
    }

    /** Edits and commits a second, if none waits for the reply of another. */
    private double pipelined(Client client, int times) throws IOException {
        long begun = System.nanoTime();
        CompletableFuture<Void> replies = CompletableFuture.runAsync(() -> replies(client, 2 * times));
        for (int n = 0; n < times; n++) {
            client.send(change(Subscribers.MANY));
            client.send(Subscribers.commit());
        }
        client.flush();
        try {
            replies.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
        return times / ((System.nanoTime() - begun) / NANOS_PER_S);
    }

    private static void replies(Client client, int count) {
        try {
            for (int n = 0; n < count; n++) {
                client.read();
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Reads all, again and again for a while: the p99 of the relay meanwhile. */
    private double getAll(Client client) throws IOException {
        try (Pinger pinger = bed.ping()) {
            long begun = System.nanoTime();
            int times = 0;
            do {
                long bytes = client.call(Subscribers.getAll()).bytes();
                if (bytes < Subscribers.load(Subscribers.MANY).length) {
                    throw new IOException("a get gave " + bytes + " bytes only");
                }
                times++;
            } while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(plan.millis(1500, 4000)));
            tell(Figures.GET_ALL, (System.nanoTime() - begun) / NANOS_PER_S / times);
            return pinger.times().p99Millis();
        }
    }
}
