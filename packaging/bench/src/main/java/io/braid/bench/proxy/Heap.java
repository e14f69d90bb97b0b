package io.braid.bench.proxy;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running appliance keeps in its heap, as the tools of the JDK tell it. */
public final class Heap {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final double MEGABYTE = 1 << 20;

    private Heap() {}

    /** The bytes of all objects that are reachable, in MiB: collects first. */
    public static double live(long pid) throws IOException {
        String java = System.getProperty(
                "braid.java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String jcmd = Path.of(java).resolveSibling("jcmd").toString();
        Matcher total = TOTAL.matcher(Command.run(jcmd, Long.toString(pid), "GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("jcmd does not tell the size of the heap");
        }
        return Long.parseLong(total.group(1)) / MEGABYTE;
    }
}
