package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import java.util.List;
import java.util.Optional;

/**
 * A place where one word of a kind stands that is no word of the schema: a number, a name, a text.
 *
 * @param kind what it is called in help, such as {@code minutes}
 * @param help what it is for
 * @param then what follows it; tells by an {@link IllegalArgumentException} that the word is none of its kind
 * @param <T> what a whole line means
 */
public record Argument<T>(String kind, String help, Then<T> then) implements Place<T> {
    /** What follows a word. */
    @FunctionalInterface
    public interface Then<T> {
        Place<T> behind(String word);
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        return List.of(Choice.any(kind, help));
    }

    @Override
    public Place<T> next(Word word) throws WrongWord {
        if (word.pipe()) {
            throw new WrongWord(word, "<" + kind + "> is missing before |");
        }
        try {
            return then.behind(word.text());
        } catch (IllegalArgumentException e) {
            throw new WrongWord(word, e.getMessage());
        }
    }

    @Override
    public Optional<T> end() {
        return Optional.empty();
    }

    /** A whole number in a range. */
    public static <T> Argument<T> number(
            String kind, String help, int low, int high, java.util.function.IntFunction<Place<T>> then) {
        return new Argument<>(kind, help + " (" + low + ".." + high + ")", word -> {
            try {
                int number = Integer.parseInt(word);
                if (number >= low && number <= high) {
                    return then.apply(number);
                }
            } catch (NumberFormatException e) {
                // Told below, as a number that is out of range is.
            }
            throw new IllegalArgumentException(kind + " is a whole number from " + low + " to " + high);
        });
    }
}
