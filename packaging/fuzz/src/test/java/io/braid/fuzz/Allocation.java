package io.braid.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** What an input makes a decoder allocate stays in proportion to it. */
public final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * What a decoder makes of an input.
     *
     * @param bytes the most it may allocate. The first use of a class allocates for its instrumentation: who goes beyond is
     *     tried once more
     */
    public static <T> T within(long bytes, Callable<T> decoder) throws Exception {
        long from = THREADS.getCurrentThreadAllocatedBytes();
        T first = decoder.call();
        if (THREADS.getCurrentThreadAllocatedBytes() - from <= bytes) {
            return first;
        }
        from = THREADS.getCurrentThreadAllocatedBytes();
        T second = decoder.call();
        long used = THREADS.getCurrentThreadAllocatedBytes() - from;
        Check.that(used <= bytes, "an input makes the decoder allocate " + used + " bytes, at most " + bytes + " are fair");
        return second;
    }
}
