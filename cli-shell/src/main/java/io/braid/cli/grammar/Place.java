package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import java.util.List;
import java.util.Optional;

/**
 * A place of a command line, behind the words before it.
 *
 * @param <T> what a whole line means
 */
public interface Place<T> {
    /**
     * What can come next and begins with a text; in the order in which people expect it. What stands for any word of a kind
     * is among them whatever the text.
     *
     * @param limit how many are of use at most
     */
    List<Choice> choices(String prefix, int limit);

    /**
     * The place behind a word.
     *
     * @throws WrongWord if the word cannot stand here; its message says what can
     */
    Place<T> next(Word word) throws WrongWord;

    /** What the line means if it ends here; empty if something is missing. */
    Optional<T> end();

    /** Whether the word that comes next is a secret, which no log or history may show. */
    default boolean secret() {
        return false;
    }
}
