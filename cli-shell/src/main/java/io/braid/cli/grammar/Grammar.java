package io.braid.cli.grammar;

import io.braid.yang.codec.Words;
import io.braid.yang.codec.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Goes through the places of a line.
 *
 * @param <T> what a whole line means
 */
public final class Grammar<T> {
    private static final int NAMED = 12;
    private static final String HIDDEN = "********";

    private final Place<T> start;

    public Grammar(Place<T> start) {
        this.start = start;
    }

    /**
     * A line that was understood.
     *
     * @param meaning what it means
     * @param shown the line as logs and histories may have it: without secrets
     */
    public record Parsed<T>(T meaning, String shown) {}

    /** What a line means. */
    public Parsed<T> parse(String line) throws WrongWord {
        List<Word> words = Words.split(line);
        closed(words);
        Place<T> at = start;
        StringBuilder shown = new StringBuilder();
        int copied = 0;
        for (Word word : words) {
            shown.append(line, copied, word.start());
            shown.append(at.secret() ? HIDDEN : line.substring(word.start(), word.end()));
            copied = word.end();
            at = at.next(word);
        }
        Place<T> last = at;
        T meaning = at.end().orElseThrow(() -> new WrongWord(line.length(), line.length(), missing(last)));
        return new Parsed<>(meaning, shown.append(line.substring(copied)).toString());
    }

    private static void closed(List<Word> words) throws WrongWord {
        if (!words.isEmpty() && words.getLast().open()) {
            throw new WrongWord(words.getLast(), "the closing quotation mark is missing");
        }
    }

    private static String missing(Place<?> place) {
        List<Choice> choices = place.choices("", NAMED + 1);
        if (choices.size() == 1) {
            return "incomplete: " + choices.getFirst().word() + " is missing";
        }
        String words = choices.stream().limit(NAMED).map(Choice::word).collect(Collectors.joining(", "));
        return "incomplete: one of " + words + (choices.size() > NAMED ? ", ..." : "") + " is missing (? tells more)";
    }

    /** The line as a log may have it although it was not understood: nothing behind the wrong word, where a secret could be. */
    public String shown(String line, WrongWord wrong) {
        List<Word> before = new ArrayList<>();
        for (Word word : Words.split(line)) {
            if (word.end() <= wrong.end()) {
                before.add(word);
            }
        }
        StringBuilder shown = new StringBuilder();
        Place<T> at = start;
        for (Word word : before) {
            shown.append(shown.isEmpty() ? "" : " ");
            shown.append(at.secret() ? HIDDEN : line.substring(word.start(), word.end()));
            try {
                at = at.next(word);
            } catch (WrongWord e) {
                break;
            }
        }
        return wrong.end() < line.stripTrailing().length() ? shown.append(" ...").toString() : shown.toString();
    }

    /**
     * What can follow.
     *
     * @param word the word that has begun, or an empty one
     * @param choices what it can become
     * @param complete whether the line could end before the word
     */
    public record Follow(Word word, List<Choice> choices, boolean complete) {}

    /**
     * What can follow at the end of a line, whose last word may be a beginning.
     *
     * @throws WrongWord if a word before it cannot stand where it does
     */
    public Follow follow(String line, int limit) throws WrongWord {
        List<Word> words = Words.split(line);
        boolean begun = !words.isEmpty() && words.getLast().end() == line.length() && unfinished(words.getLast());
        Word last = begun ? words.getLast() : new Word("", line.length(), line.length(), false, false);
        Place<T> at = start;
        for (Word word : begun ? words.subList(0, words.size() - 1) : words) {
            at = at.next(word);
        }
        return new Follow(last, at.choices(last.text(), limit), last.text().isEmpty() && at.end().isPresent());
    }

    private static boolean unfinished(Word word) {
        return (!word.quoted() || word.open()) && !word.pipe();
    }
}
