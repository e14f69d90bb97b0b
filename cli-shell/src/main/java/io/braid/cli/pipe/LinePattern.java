package io.braid.cli.pipe;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in RE2's syntax, found anywhere in a line, whatever the case of its letters; {@code (?-i)} makes it
 * matter. Time is proportional to the line: no expression can hold the session up.
 */
final class LinePattern {
    private static final int LENGTH_MAX = 256;

    /** Repetitions are written out in the program: their product times the length is its size. */
    private static final long SIZE_MAX = 20_000;

    private final Pattern pattern;

    /**
     * Reads an expression.
     *
     * @throws PatternSyntaxException if it is none, or too large
     */
    LinePattern(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new PatternSyntaxException("longer than " + LENGTH_MAX + " characters");
        }
        if (size(text) > SIZE_MAX) {
            throw new PatternSyntaxException("its repetitions are too many, one in another: use * or smaller numbers");
        }
        pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    boolean isIn(String line) {
        return pattern.matcher(line).find();
    }

    /** An upper bound of the size: what all counted repetitions multiply to, times the length. */
    private static long size(String text) {
        long size = text.length();
        for (int at = text.indexOf('{'); at >= 0 && size <= SIZE_MAX; at = text.indexOf('{', at + 1)) {
            long most = 0;
            long number = 0;
            for (int i = at + 1; i < text.length() && text.charAt(i) != '}'; i++) {
                char c = text.charAt(i);
                number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', SIZE_MAX) : 0;
                most = Math.max(most, number);
            }
            size *= Math.max(1, most);
        }
        return size;
    }
}
