package io.braid.yang.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of commands as words, and back. White space separates words; a word in quotation marks may hold anything, where
 * {@code \"}, {@code \\}, {@code \n}, {@code \r}, {@code \t} and {@code \}{@code u} with four hexadecimal digits stand for what
 * they stand for in JSON. So every text has a form in one line, whatever characters it has.
 */
public final class Words {
    /** What ends a word of text with braces, and is a word of its own there. */
    static final String BRACES = "{}[];";

    private static final String SPECIAL = "\"\\|?" + BRACES;

    private final String line;
    private final String marks;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Words(String line, String marks) {
        this.line = line;
        this.marks = marks;
    }

    /**
     * A word of a line.
     *
     * @param text what it says, without quotation marks
     * @param start where it begins in the line, quotation mark included
     * @param end behind its last character
     * @param quoted whether it was in quotation marks, so that it is no word of the grammar such as {@code |}
     * @param open whether its closing quotation mark is missing
     */
    public record Word(String text, int start, int end, boolean quoted, boolean open) {
        /** Whether it is the sign that begins the next command of a pipeline. */
        public boolean pipe() {
            return !quoted && text.equals("|");
        }
    }

    /** The words of a line. Only the last one can be open. */
    public static List<Word> split(String line) {
        return split(line, "");
    }

    /** The words of a line in which each of some further characters is a word of its own, as {@code |} always is. */
    static List<Word> split(String line, String marks) {
        Words words = new Words(line, marks + "|");
        while (words.at < line.length()) {
            if (Character.isWhitespace(line.charAt(words.at))) {
                words.at++;
            } else {
                words.words.add(line.charAt(words.at) == '"' ? words.quoted() : words.bare());
            }
        }
        return words.words;
    }

    private Word bare() {
        int start = at++;
        if (marks.indexOf(line.charAt(start)) < 0) {
            while (at < line.length() && !Character.isWhitespace(line.charAt(at)) && marks.indexOf(line.charAt(at)) < 0) {
                at++;
            }
        }
        return new Word(line.substring(start, at), start, at, false, false);
    }

    private Word quoted() {
        StringBuilder text = new StringBuilder();
        int start = at++;
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                c = escaped(line.charAt(at++));
            }
            text.append(c);
        }
        boolean closed = at < line.length();
        at += closed ? 1 : 0;
        return new Word(text.toString(), start, at, true, !closed);
    }

    private char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> letter;
        };
    }

    /** The UTF-16 unit that four digits name; a u where there are none. */
    private char unit() {
        String digits = line.substring(at, Math.min(at + 4, line.length()));
        if (digits.length() < 4 || !digits.chars().allMatch(digit -> digit < 128 && Character.digit(digit, 16) >= 0)) {
            return 'u';
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    /** A word as a line has it: in quotation marks where it would be taken for something else without. */
    public static String quote(String word) {
        if (!word.isEmpty() && word.charAt(0) != '#' && word.codePoints().allMatch(c -> visible(c) && SPECIAL.indexOf(c) < 0)) {
            return word;
        }
        StringBuilder text = new StringBuilder("\"");
        word.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> text.append('\\').appendCodePoint(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c == ' ' || visible(c)) {
                        text.appendCodePoint(c);
                    } else {
                        Character.toString(c).chars().forEach(unit -> text.append(String.format("\\u%04x", unit)));
                    }
                }
            }
        });
        return text.append('"').toString();
    }

    /** Whether a character can be seen and copied, and does not change how others look. */
    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
