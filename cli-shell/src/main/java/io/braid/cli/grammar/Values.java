package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.TypeMeaning;
import io.braid.yang.schema.TypeMeaning.Option;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.DataPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The values of one leaf, as words. */
final class Values<T> {
    private final Paths<T> paths;
    private final DataPath place;
    private final ValueSchema leaf;
    private final TypeMeaning meaning;

    private Values(Paths<T> paths, DataPath place, ValueSchema leaf) {
        this.paths = paths;
        this.place = place;
        this.leaf = leaf;
        this.meaning = paths.schema().meaning(leaf);
    }

    static <T> Values<T> of(Paths<T> paths, DataPath place, ValueSchema leaf) {
        return new Values<>(paths, place, leaf);
    }

    /** Those that have names and begin with a text, those that the data has, and what stands for all others. */
    Stream<Choice> choices(String prefix) {
        int last = meaning.bits() ? prefix.lastIndexOf(' ') + 1 : 0;
        String before = prefix.substring(0, last);
        Stream<Choice> named = meaning.options().stream()
                .filter(option -> fits(option, prefix.substring(last)))
                .map(option -> Choice.word(before + option.word(), Paths.help(option.description())));
        Stream<Choice> live = paths.live().references(place, prefix)
                .map(value -> Choice.word(value, "exists"));
        boolean only = !meaning.options().isEmpty() && meaning.limits().isEmpty();
        return Stream.concat(
                Stream.concat(named, live), only ? Stream.empty() : Stream.of(Choice.any(leaf.name(), help())));
    }

    /** An identity is found by its name, with or without that of its module. */
    private static boolean fits(Option option, String prefix) {
        int colon = option.word().indexOf(':');
        return option.word().startsWith(prefix)
                || colon > 0 && option.word().startsWith(prefix, colon + 1);
    }

    /** What the model says of the leaf, in one line. */
    private String help() {
        StringBuilder text = new StringBuilder(Paths.help(leaf.description())).append(" (").append(meaning.type());
        if (!meaning.limits().isEmpty()) {
            text.append(", ").append(meaning.limits());
        }
        meaning.units().ifPresent(units -> text.append(", in ").append(units));
        if (leaf instanceof LeafSchema single) {
            single.defaultValue().ifPresent(value -> text.append(", default ").append(value));
        }
        return text.append(')').toString();
    }

    /** The value that a word means, in canonical form; of a value with a name its beginning is enough. */
    String read(Word word) throws WrongWord {
        if (word.pipe()) {
            throw new WrongWord(word, "a value of " + leaf.word() + " is missing before | (a | that is meant stands in quotes)");
        }
        try {
            return paths.values().canonical(leaf, word.text());
        } catch (ValueException e) {
            List<String> begun = meaning.options().stream()
                    .filter(option -> fits(option, word.text()))
                    .map(Option::word)
                    .toList();
            if (begun.size() == 1 && !word.quoted() && !word.text().isEmpty()) {
                return begun.getFirst();
            }
            if (leaf.secret()) {
                // What is wrong with it would tell it, to the audit log too.
                throw new WrongWord(word, "this is no value of " + leaf.word() + ", which is a " + meaning.type());
            }
            throw new WrongWord(word, begun.size() > 1 ? Keywords.ambiguous(word.text(), begun) : e.getMessage());
        }
    }

    /** Passes each word once. */
    static Predicate<Choice> distinct() {
        Set<String> seen = new HashSet<>();
        return choice -> seen.add(choice.word());
    }
}
