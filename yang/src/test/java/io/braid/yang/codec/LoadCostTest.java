package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Market;
import io.braid.yang.tree.Branch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What loading costs is proportional to the text. It is counted in bytes that are allocated, which do not depend on what else
 * the machine does: eight times the lines take at most ten times as much, where a cost by the square would take 64 times.
 */
final class LoadCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEW = 2_500;
    private static final int MANY = 8 * FEW;

    @Test
    void manyEntries() {
        linear(i -> "set market stall " + i + " rent " + i % 1000);
    }

    @Test
    void manyLeavesOfFewEntries() {
        linear(i -> "set market stall " + i % 100 + " helper h" + i / 500 + " likes h" + i % 3);
    }

    @Test
    void entriesMadeAndDeleted() {
        linear(i -> (i % 2 == 0 ? "set" : "delete") + " market trade t" + i / 2);
    }

    @Test
    void wrongLines() {
        linear(i -> "set market stall " + i + " rnt 3");
    }

    private static void linear(IntFunction<String> line) {
        String few = lines(FEW, line);
        String many = lines(MANY, line);
        load(few);
        long base = cost(few);
        long more = cost(many);
        assertTrue(more < 10 * base, () -> FEW + " lines: " + base + " bytes, " + MANY + " lines: " + more + " bytes");
    }

    private static String lines(int number, IntFunction<String> line) {
        return IntStream.range(0, number).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static long cost(String text) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        load(text);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void load(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        SetReader.Result read = new SetReader(Market.SCHEMA, 1 << 24).read(in);
        assertEquals(text.lines().count(), read.lines());
        assertEquals(0, TreeEdit.apply(Branch.empty(Market.SCHEMA.root()), EditRequest.merge(read.edit())).errors().size());
    }
}
