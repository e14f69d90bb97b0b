package io.braid.yang.codec;

/**
 * A place in a text.
 *
 * @param line from 1; 0 means unknown
 * @param column from 1; 0 means unknown
 */
public record Location(int line, int column) {
    /** No place. */
    public static final Location UNKNOWN = new Location(0, 0);
}
