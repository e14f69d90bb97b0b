package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.DataPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Behind a leaf or leaf-list, where a value follows; several values of a leaf-list may stand in brackets.
 *
 * @param paths where it belongs
 * @param around where the leaf stands
 * @param leaf the leaf
 * @param settings what was said before
 * @param without what is said if no value follows; empty if one must
 * @param bracket whether a bracket is open
 */
record ValuePlace<T>(
        Paths<T> paths,
        DataPath around,
        ValueSchema leaf,
        List<Setting> settings,
        Optional<List<Setting>> without,
        boolean bracket)
        implements Place<T> {
    private Values<T> values() {
        return Values.of(paths, around.child(leaf), leaf);
    }

    private Optional<Place<T>> behind() {
        return without.flatMap(paths.purpose()::behind);
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        Stream<Choice> close =
                bracket && "]".startsWith(prefix) ? Stream.of(Choice.word("]", "no more values")) : Stream.empty();
        Stream<Choice> others = behind().stream().flatMap(place -> place.choices(prefix, limit).stream());
        return Stream.of(values().choices(prefix), close, others)
                .flatMap(each -> each)
                .filter(Values.distinct())
                .limit(limit)
                .toList();
    }

    @Override
    public Place<T> next(Word word) throws WrongWord {
        if (!word.quoted() && leaf instanceof LeafListSchema) {
            if (word.text().equals("[") && !bracket) {
                return new ValuePlace<>(paths, around, leaf, settings, Optional.empty(), true);
            }
            if (word.text().equals("]") && bracket && !settings.isEmpty()) {
                return new NodePlace<>(paths, around, settings, true);
            }
        }
        Optional<Place<T>> behind = behind();
        if (word.pipe() && behind.isPresent()) {
            return behind.get().next(word);
        }
        List<Setting> more = NodePlace.plus(
                settings, new Setting(around.child(leaf), Optional.of(values().read(word))));
        return bracket
                ? new ValuePlace<>(paths, around, leaf, more, Optional.empty(), true)
                : new NodePlace<>(paths, around, more, true);
    }

    @Override
    public Optional<T> end() {
        return without.flatMap(paths.purpose()::end);
    }

    @Override
    public boolean secret() {
        return leaf.secret();
    }
}
