package io.braid.lab.demo;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the rate of each access of a CPE while a transfer runs, from the interface's own counters. */
final class LiveRates implements AutoCloseable {
    private static final List<String> INTERFACES = List.of("wan1", "wan2");
    private static final List<String> NAMES = List.of("DSL", "LTE");
    private static final long PAINT_MS = 200;
    private static final long PRINT_MS = 1000;
    private static final int BAR_MBIT = 4;

    private final String title;
    private final PrintStream out;
    private final boolean terminal;
    private final Thread thread;
    private volatile boolean stopping;

    LiveRates(Host cpe, boolean down, String title, PrintStream out, boolean terminal) {
        this.title = title;
        this.out = out;
        this.terminal = terminal;
        this.thread = cpe.netns().thread("live-rates", () -> run(down ? 0 : 8));
        thread.start();
    }

    /** @param column which counter of /proc/net/dev: 0 for received bytes, 8 for sent ones */
    private void run(int column) {
        try {
            long[] before = bytes(column);
            long since = System.nanoTime();
            while (!stopping) {
                pause();
                long[] now = bytes(column);
                long at = System.nanoTime();
                show(before, now, (at - since) / 1e9);
                before = now;
                since = at;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(terminal ? PAINT_MS : PRINT_MS);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    /** The thread lives in the CPE's namespace, so its own /proc/thread-self/net is the CPE's. */
    private static long[] bytes(int column) throws IOException {
        long[] bytes = new long[INTERFACES.size()];
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
            String[] half = line.strip().split(":\\s*", 2);
            int index = INTERFACES.indexOf(half[0]);
            if (index >= 0) {
                bytes[index] = Long.parseLong(half[1].split("\\s+")[column]);
            }
        }
        return bytes;
    }

    private void show(long[] before, long[] now, double seconds) {
        List<String> words = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < now.length; i++) {
            double mbit = (now[i] - before[i]) * 8 / 1e6 / seconds;
            sum += mbit;
            String bar = "#".repeat((int) Math.round(mbit / BAR_MBIT));
            words.add(String.format(Locale.ROOT, "%s %5.1f %-16s", NAMES.get(i), mbit, bar));
        }
        String line = String.format(Locale.ROOT, "%-20s %s sum %5.1f Mbit/s", title, String.join(" ", words), sum);
        out.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
        out.flush();
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.println();
        }
    }
}
