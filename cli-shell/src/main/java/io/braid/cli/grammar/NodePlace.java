package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.DataPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Behind a container, an entry with its whole key, or a leaf: its children can follow.
 *
 * @param paths where it belongs
 * @param node whose children can follow
 * @param settings what was said before
 * @param named whether the last setting names the place where the path stands, so that it can end here
 */
record NodePlace<T>(Paths<T> paths, DataPath node, List<Setting> settings, boolean named) implements Place<T> {
    private Stream<SchemaNode> children() {
        return node.schema() instanceof InnerSchema inner
                ? inner.children().stream().filter(child -> paths.purpose().offers(child) && !isKey(inner, child))
                : Stream.empty();
    }

    private static boolean isKey(InnerSchema inner, SchemaNode child) {
        return inner instanceof ListSchema list && child instanceof LeafSchema leaf && list.keys().contains(leaf);
    }

    private Optional<Place<T>> behind() {
        return named ? paths.purpose().behind(settings) : Optional.empty();
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        Stream<Choice> own = children()
                .filter(child -> child.word().startsWith(prefix))
                .map(child -> Choice.word(child.word(), Paths.help(child.description())));
        Stream<Choice> others = behind().stream().flatMap(place -> place.choices(prefix, limit).stream());
        return Stream.concat(own, others).limit(limit).toList();
    }

    @Override
    public Place<T> next(Word word) throws WrongWord {
        List<SchemaNode> all = children().toList();
        Optional<SchemaNode> exact = all.stream()
                .filter(child -> child.word().equals(word.text())
                        || (child.module() + ":" + child.name()).equals(word.text()))
                .findFirst();
        if (exact.isPresent()) {
            return child(exact.get());
        }
        List<SchemaNode> begun =
                all.stream().filter(child -> child.word().startsWith(word.text())).toList();
        Optional<Place<T>> behind = behind();
        List<Choice> others = behind.map(place -> place.choices(word.text(), 2)).orElse(List.of()).stream()
                .filter(Choice::literal)
                .toList();
        if (begun.size() == 1 && others.isEmpty()) {
            return child(begun.getFirst());
        }
        if (behind.isPresent() && (begun.isEmpty() || others.stream().anyMatch(each -> each.word().equals(word.text())))) {
            return all.isEmpty() || !others.isEmpty() ? behind.get().next(word) : unknown(word, all);
        }
        if (begun.isEmpty()) {
            return unknown(word, all);
        }
        List<String> names = new ArrayList<>(begun.stream().map(SchemaNode::word).toList());
        others.forEach(each -> names.add(each.word()));
        throw new WrongWord(word, Keywords.ambiguous(word.text(), names));
    }

    private Place<T> unknown(Word word, List<SchemaNode> all) throws WrongWord {
        List<String> known = new ArrayList<>(all.stream().map(SchemaNode::word).toList());
        behind().ifPresent(place -> place.choices("", 12).stream()
                .filter(Choice::literal)
                .forEach(choice -> known.add(choice.word())));
        throw new WrongWord(word, Keywords.unknown(word.text(), known));
    }

    Place<T> child(SchemaNode child) {
        DataPath place = node.child(child);
        return switch (child) {
            case ListSchema list when list.keys().isEmpty() -> inside(place);
            case ListSchema list -> new KeyPlace<>(paths, node, list, List.of(), settings);
            case ContainerSchema _ -> inside(place);
            case ValueSchema leaf -> value(leaf, place);
        };
    }

    private Place<T> inside(DataPath place) {
        return new NodePlace<>(paths, place, plus(settings, new Setting(place, Optional.empty())), true);
    }

    private Place<T> value(ValueSchema leaf, DataPath place) {
        List<Setting> without = plus(settings, new Setting(place, Optional.empty()));
        return switch (paths.purpose().values()) {
            case NONE -> new NodePlace<>(paths, place, without, true);
            case OPTIONAL -> leaf instanceof LeafListSchema
                    ? new ValuePlace<>(paths, node, leaf, settings, Optional.of(without), false)
                    : new NodePlace<>(paths, place, without, true);
            case REQUIRED -> paths.schema().meaning(leaf).empty()
                    ? new NodePlace<>(paths, node, plus(settings, new Setting(place, Optional.of(""))), true)
                    : new ValuePlace<>(paths, node, leaf, settings, Optional.empty(), false);
        };
    }

    static List<Setting> plus(List<Setting> settings, Setting more) {
        return Stream.concat(settings.stream(), Stream.of(more)).toList();
    }

    @Override
    public Optional<T> end() {
        return named ? paths.purpose().end(settings) : Optional.empty();
    }
}
