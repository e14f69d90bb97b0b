package io.braid.engine.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;

/** Waits for what must come true. */
public final class Conditions {
    private static final long LIMIT_NS = 10_000_000_000L;

    private Conditions() {}

    /** Fails when the condition is not met within 10 seconds. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "condition not met within 10 s");
            Thread.sleep(5);
        }
    }
}
