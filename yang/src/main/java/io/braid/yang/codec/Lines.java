package io.braid.yang.codec;

/** Takes a text line by line, as it comes: whoever writes keeps nothing. */
@FunctionalInterface
public interface Lines {
    /** A line, without its end. */
    void line(String text);

    /** No line follows. */
    default void end() {}
}
