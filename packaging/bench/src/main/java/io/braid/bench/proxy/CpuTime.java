package io.braid.bench.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of a process, user and system, of all its threads, ended ones included.
 *
 * @param seconds since it started, in steps of 10 ms
 * @param threads of that, the living threads' shares by their names
 */
public record CpuTime(double seconds, Map<String, Double> threads) {
    /** No process, no time. */
    public static final CpuTime NONE = new CpuTime(0, Map.of());

    /** The unit of {@code /proc}, 1/USER_HZ: the same on every processor Java 25 runs on. */
    private static final double TICKS_PER_SECOND = 100;
    /** utime and stime, counted from the field after the name (proc(5)). */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    public CpuTime {
        threads = Map.copyOf(threads);
    }

    /** Reads it now. */
    public static CpuTime of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Map<String, Double> threads = new TreeMap<>();
        List<Path> tasks;
        try (Stream<Path> listed = Files.list(process.resolve("task"))) {
            tasks = listed.toList();
        }
        for (Path task : tasks) {
            try {
                String stat = Files.readString(task.resolve("stat"));
                threads.merge(name(stat), seconds(stat), Double::sum);
            } catch (NoSuchFileException _) {
                // A thread that has just ended; the process's sum holds its time.
                continue;
            }
        }
        return new CpuTime(seconds(Files.readString(process.resolve("stat"))), threads);
    }

    /** What was used since an earlier reading. */
    public CpuTime since(CpuTime earlier) {
        Map<String, Double> difference = new TreeMap<>();
        threads.forEach((name, now) -> difference.put(name, now - earlier.threads.getOrDefault(name, 0.0)));
        return new CpuTime(seconds - earlier.seconds, difference);
    }

    /** The share of threads whose names begin like this. */
    public double of(String prefix) {
        return threads.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    private static double seconds(String stat) {
        // The name in parentheses may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
    }
}
