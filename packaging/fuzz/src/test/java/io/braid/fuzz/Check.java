package io.braid.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** What must hold for every input; JUnit's own checks are not there for a fuzzer to see through. */
public final class Check {
    private Check() {}

    /** Fails unless it is so. */
    public static void that(boolean so, Object about) {
        if (!so) {
            throw new AssertionError(about);
        }
    }

    /** Fails unless both are equal. */
    public static void same(Object expected, Object actual) {
        that(Objects.equals(expected, actual), expected + " became " + actual);
    }

    /** Fails unless both are equal. */
    public static void same(byte[] expected, byte[] actual) {
        that(Arrays.equals(expected, actual),
                HexFormat.of().formatHex(expected) + " became " + HexFormat.of().formatHex(actual));
    }
}
