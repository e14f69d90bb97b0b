package io.braid.cli.grammar;

/**
 * Something that can follow.
 *
 * @param word the word, or what stands for one, such as {@code <name>}
 * @param help what it means, in one line
 * @param literal whether it is the word itself, so that it can be completed to
 */
public record Choice(String word, String help, boolean literal) {
    /** A word. */
    public static Choice word(String word, String help) {
        return new Choice(word, help, true);
    }

    /** Any word of a kind. */
    public static Choice any(String kind, String help) {
        return new Choice("<" + kind + ">", help, false);
    }
}
