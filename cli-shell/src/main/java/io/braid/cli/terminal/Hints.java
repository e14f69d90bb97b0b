package io.braid.cli.terminal;

import io.braid.cli.command.Command;
import io.braid.cli.grammar.Choice;
import io.braid.cli.grammar.Grammar;
import io.braid.cli.grammar.Grammar.Follow;
import io.braid.cli.grammar.WrongWord;
import io.braid.yang.codec.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What Tab and ? tell about a line. */
final class Hints {
    private static final int NARROW = 30;

    private final Supplier<Grammar<Command>> grammar;
    private final IntSupplier width;
    private final int max;

    /**
     * Tells about lines of a grammar.
     *
     * @param width of the terminal, in characters
     * @param max most choices that are shown
     */
    Hints(Supplier<Grammar<Command>> grammar, IntSupplier width, int max) {
        this.grammar = grammar;
        this.width = width;
        this.max = max;
    }

    /**
     * What completes a line.
     *
     * @param insert what is to be written behind the cursor; may be empty
     * @param lines what can be written, where that is not clear; may be empty
     */
    record Completion(String insert, List<String> lines) {}

    Completion complete(String line) {
        Follow follow;
        try {
            follow = grammar.get().follow(line, max + 1);
        } catch (WrongWord e) {
            return new Completion("", List.of("error: " + e.getMessage()));
        }
        List<String> words =
                follow.choices().stream().filter(Choice::literal).map(Choice::word).toList();
        String begun = follow.word().text();
        boolean only = words.size() == 1 && follow.choices().size() == 1;
        if (only && words.getFirst().startsWith(begun)) {
            return new Completion(rest(follow, words.getFirst()) + " ", List.of());
        }
        if (words.size() == 1 && words.getFirst().startsWith(begun) && words.getFirst().length() > begun.length() && !begun.isEmpty()) {
            return new Completion(rest(follow, words.getFirst()), List.of());
        }
        String common = common(words);
        if (common.length() > begun.length() && common.startsWith(begun) && words.size() <= max) {
            return new Completion(rest(follow, common), List.of());
        }
        return new Completion("", table(follow.choices(), follow.complete()));
    }

    /** What is still to be written of a word, in the quotation marks that it needs. */
    private static String rest(Follow follow, String word) {
        String quoted = Words.quote(word);
        boolean open = follow.word().quoted();
        if (quoted.equals(word) && !open) {
            return word.substring(follow.word().text().length());
        }
        if (!open) {
            // What is there has no quotation mark: nothing can be written behind it that gives it one.
            return follow.word().text().isEmpty() ? quoted : word.substring(follow.word().text().length());
        }
        String inside = quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : word;
        String begun = Words.quote(follow.word().text());
        String before = begun.startsWith("\"") ? begun.substring(1, begun.length() - 1) : begun;
        return inside.startsWith(before) ? inside.substring(before.length()) + "\"" : "";
    }

    private static String common(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String common = words.getFirst();
        for (String word : words) {
            while (!word.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common;
    }

    /** Everything that can follow, a line each. */
    List<String> help(String line) {
        try {
            Follow follow = grammar.get().follow(line, max + 1);
            List<String> lines = table(follow.choices(), follow.complete());
            return lines.isEmpty() ? List.of("nothing can follow here") : lines;
        } catch (WrongWord e) {
            return List.of("error: " + e.getMessage());
        }
    }

    boolean inQuotes(String line) {
        List<Words.Word> words = Words.split(line);
        return !words.isEmpty() && words.getLast().open();
    }

    private List<String> table(List<Choice> choices, boolean complete) {
        int columns = width.getAsInt();
        List<Choice> shown = choices.stream().limit(max).toList();
        int longest = shown.stream().mapToInt(choice -> choice.word().length()).max().orElse(0);
        int indent = Math.min(longest, Math.max(8, columns / 2)) + 4;
        List<String> lines = new ArrayList<>();
        for (Choice choice : shown) {
            if (columns < NARROW) {
                lines.add(cut(choice.word(), columns));
                continue;
            }
            String word = "  " + choice.word();
            String gap = " ".repeat(Math.max(2, indent - word.length()));
            lines.addAll(wrapped(word + gap, choice.help(), indent, columns));
        }
        if (complete) {
            lines.add(cut("  <Enter>" + " ".repeat(Math.max(2, indent - 9)) + "do it", columns));
        }
        if (choices.size() > max) {
            lines.add(cut("  ... and more: go on typing", columns));
        }
        return lines;
    }

    private static List<String> wrapped(String head, String text, int indent, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(head);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= columns && line.length() > indent) {
                lines.add(cut(line.toString().stripTrailing(), columns));
                line = new StringBuilder(" ".repeat(indent));
            }
            line.append(word).append(' ');
        }
        lines.add(cut(line.toString().stripTrailing(), columns));
        return lines;
    }

    private static String cut(String line, int columns) {
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }
}
