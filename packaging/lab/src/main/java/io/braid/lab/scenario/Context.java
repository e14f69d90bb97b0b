package io.braid.lab.scenario;

import io.braid.lab.net.Cleanup;
import io.braid.lab.net.Network;
import io.braid.lab.net.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** One run of a scenario: its sizes, its files, what it expected and what it measured. */
public final class Context implements AutoCloseable {
    private final String name;
    private final boolean full;
    private final Consumer<String> progress;
    private final Cleanup cleanup = new Cleanup();
    private final RunDirectory directory;
    private final Path captures;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> failedLogs = new LinkedHashSet<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private String variant = "";
    /** The variant for which appliances were last started; later ones may go on with them. */
    private String logsOf = "";

    /**
     * Begins a run.
     *
     * @param name the scenario's name
     * @param options sizes, where captures are kept
     * @param progress takes lines for a person
     */
    public Context(String name, Options options, Consumer<String> progress) throws IOException {
        this.name = name;
        this.full = options.full();
        this.progress = progress;
        this.directory = new RunDirectory(name);
        if (!options.keep()) {
            cleanup.add(directory);
        }
        this.captures = options.pcap().isPresent()
                ? Files.createDirectories(options.pcap().get().resolve(name))
                : directory.path();
    }

    /** Whether sizes are those the issues state, rather than reduced ones. */
    public boolean full() {
        return full;
    }

    /** One of two sizes. */
    public long size(long reduced, long whole) {
        return full ? whole : reduced;
    }

    /** Folder of configurations and logs of the variant at hand. */
    public synchronized Path folder() throws IOException {
        logsOf = variant;
        return Files.createDirectories(directory.path().resolve(variant));
    }

    /** Where a capture of this name goes. */
    public Path captureFile(String link) {
        return captures.resolve((variant.isEmpty() ? "" : variant + "-") + link + ".pcapng");
    }

    /** Names what follows: failures and files carry it. Empty for a scenario without variants. */
    public void variant(String now) {
        variant = now;
        say(now);
    }

    /** Tells a person how far it is. */
    public void say(String line) {
        progress.accept(name + (line.isEmpty() ? "" : ": " + line));
    }

    /** Takes charge of a network: what is still up at the end is taken down. */
    public Network closing(Network network) {
        return cleanup.add(network);
    }

    /** Notes a failure unless the condition holds. */
    public synchronized void expect(boolean holds, String otherwise) {
        if (!holds) {
            failedLogs.add(logsOf);
            failures.add((variant.isEmpty() ? "" : variant + ": ") + otherwise);
            say("FAILED " + otherwise);
        }
    }

    /** Notes a failure unless both are equal. */
    public void expectEquals(Object expected, Object actual, String what) {
        expect(Objects.equals(expected, actual), what + ": expected " + expected + ", was " + actual);
    }

    /** Notes a figure, rounded to three decimals. */
    public synchronized void figure(String key, double value) {
        figures.put(key, Math.round(value * 1000) / 1000.0);
    }

    /** Failures so far, in order. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Figures so far, in order. */
    public synchronized Map<String, Double> figures() {
        return new LinkedHashMap<>(figures);
    }

    /**
     * The last lines of each appliance's log, of the variants that failed and of the one at hand.
     *
     * @return one text a log, the first line names it
     */
    public synchronized List<String> logs() throws IOException {
        Set<String> variants = new LinkedHashSet<>(failedLogs);
        variants.add(logsOf);
        List<String> all = new ArrayList<>();
        for (String v : variants) {
            all.addAll(LogTail.of(directory.path().resolve(v), v));
        }
        return all;
    }

    /** Where the files are, when they are kept. */
    public Path directory() {
        return directory.path();
    }

    @Override
    public void close() {
        cleanup.close();
    }
}
