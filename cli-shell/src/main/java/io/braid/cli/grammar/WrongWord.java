package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;

/** A line cannot be understood. */
public final class WrongWord extends Exception {
    private static final long serialVersionUID = 1;

    private final int start;
    private final int end;

    /** The word cannot stand where it does. */
    public WrongWord(Word word, String message) {
        this(word.start(), word.end(), message);
    }

    /**
     * Something is wrong with a part of the line.
     *
     * @param start where it begins; behind the line if something is missing there
     * @param end behind its last character
     */
    public WrongWord(int start, int end, String message) {
        super(message);
        this.start = start;
        this.end = end;
    }

    /** Where the wrong part begins in the line. */
    public int start() {
        return start;
    }

    /** Behind the last character of the wrong part. */
    public int end() {
        return end;
    }
}
