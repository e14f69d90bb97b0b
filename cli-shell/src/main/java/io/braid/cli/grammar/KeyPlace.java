package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Behind a list, where the values of its keys follow.
 *
 * @param paths where it belongs
 * @param around where the list stands
 * @param list the list
 * @param given the values of the keys before
 * @param settings what was said before
 */
record KeyPlace<T>(Paths<T> paths, DataPath around, ListSchema list, List<String> given, List<Setting> settings)
        implements Place<T> {
    private LeafSchema key() {
        return list.keys().get(given.size());
    }

    /** The path can end with the list as a whole. */
    private List<Setting> whole() {
        return NodePlace.plus(settings, new Setting(around.child(list), Optional.empty()));
    }

    private Optional<Place<T>> behind() {
        return given.isEmpty() ? paths.purpose().behind(whole()) : Optional.empty();
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        LeafSchema key = key();
        String help = Paths.help(list.description());
        Stream<Choice> existing = paths.live().keys(around, list, given, prefix)
                .map(value -> Choice.word(value, help));
        DataPath leaf = around.child(list).child(key);
        Stream<Choice> allowed = paths.purpose().creates() ? Values.of(paths, leaf, key).choices(prefix) : Stream.empty();
        Stream<Choice> others = behind().stream().flatMap(place -> place.choices(prefix, limit).stream());
        return Stream.of(existing, allowed, others).flatMap(each -> each)
                .filter(Values.distinct())
                .limit(limit)
                .toList();
    }

    @Override
    public Place<T> next(Word word) throws WrongWord {
        if (word.pipe()) {
            Optional<Place<T>> behind = behind();
            if (behind.isEmpty()) {
                throw new WrongWord(word, "<" + key().name() + "> of " + list.word() + " is missing before |");
            }
            return behind.get().next(word);
        }
        List<String> values = new ArrayList<>(given);
        values.add(Values.of(paths, around.child(list).child(key()), key()).read(word));
        if (values.size() < list.keys().size()) {
            return new KeyPlace<>(paths, around, list, values, settings);
        }
        DataPath entry = around.entry(list, new Key(values));
        return new NodePlace<>(paths, entry, NodePlace.plus(settings, new Setting(entry, Optional.empty())), true);
    }

    @Override
    public Optional<T> end() {
        return given.isEmpty() ? paths.purpose().end(whole()) : Optional.empty();
    }
}
