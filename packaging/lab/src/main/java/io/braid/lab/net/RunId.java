package io.braid.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who made a namespace: process id and start time of a run, as in {@code braid-1234-5zk2p-1-cpe}. A process id alone
 * comes back; together with the start time it never does, so that two runs never touch each other's namespaces and the
 * leftovers of a dead one can be told.
 *
 * @param pid the process
 * @param start its start time, in clock ticks since the machine started
 */
public record RunId(long pid, long start) {
    private static final Pattern NAME = Pattern.compile("braid-(\\d{1,10})-([0-9a-z]{1,13})(-.*)?");
    private static final int START_FIELD = 22;

    /** This process. */
    public static RunId own() {
        long pid = ProcessHandle.current().pid();
        return new RunId(pid, startOf(pid).orElseThrow());
    }

    /** The run that made a namespace or folder of this name, if a run did. */
    public static Optional<RunId> of(String name) {
        Matcher m = NAME.matcher(name);
        return m.matches()
                ? Optional.of(new RunId(Long.parseLong(m.group(1)), Long.parseLong(m.group(2), 36)))
                : Optional.empty();
    }

    /** What the names of this run begin with. */
    public String prefix() {
        return "braid-" + pid + "-" + Long.toString(start, 36);
    }

    /** Whether the run still lives. */
    public boolean alive() {
        return startOf(pid).equals(Optional.of(start));
    }

    private static Optional<Long> startOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the program's name in parentheses and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Optional.of(Long.parseLong(fields[START_FIELD - 3]));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
