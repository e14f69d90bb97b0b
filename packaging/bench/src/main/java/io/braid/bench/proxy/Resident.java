package io.braid.bench.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a process, as the kernel counts it; what sockets take in the kernel is not in it. */
public final class Resident {
    private static final String LINE = "VmRSS:";
    private static final double KIB_PER_MIB = 1024;

    private Resident() {}

    /** The resident set in MiB. */
    public static double mebibytes(long pid) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        for (String line : lines) {
            if (line.startsWith(LINE)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("process " + pid + " has ended");
    }
}
