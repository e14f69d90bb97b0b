package io.braid.yang.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of commands as words, and back. White space separates words; a word in quotation marks may hold anything, where
 * {@code \"}, {@code \\}, {@code \n}, {@code \r} and {@code \t} stand for what they stand for in JSON.
 */
public final class Words {
    private Words() {}

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
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
                continue;
            }
            Word word = line.charAt(at) == '"' ? quoted(line, at) : bare(line, at);
            words.add(word);
            at = word.end();
        }
        return words;
    }

    private static Word bare(String line, int start) {
        int end = start + 1;
        if (line.charAt(start) != '|') {
            while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '|') {
                end++;
            }
        }
        return new Word(line.substring(start, end), start, end, false, false);
    }

    private static Word quoted(String line, int start) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                c = escaped(line.charAt(at++));
            }
            text.append(c);
        }
        boolean closed = at < line.length();
        return new Word(text.toString(), start, closed ? at + 1 : at, true, !closed);
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** A word as a line has it: in quotation marks where it would be taken for something else without. */
    public static String quote(String word) {
        boolean plain = !word.isEmpty()
                && word.charAt(0) != '#'
                && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '|' || c == '?' || c < ' ');
        if (plain) {
            return word;
        }
        StringBuilder text = new StringBuilder("\"");
        for (char c : word.toCharArray()) {
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
