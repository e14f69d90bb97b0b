package io.braid.cli.grammar;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place where one of some words can stand, or what another place takes. Beginnings that fit one word only are that word.
 *
 * @param <T> what a whole line means
 */
public final class Keywords<T> implements Place<T> {
    private static final int NAMED = 12;

    /** Shorter beginnings are near to too much. */
    private static final int BEGUN_MIN = 5;

    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();
    private Optional<Place<T>> otherwise = Optional.empty();
    private Optional<T> end = Optional.empty();

    private record Entry<T>(String help, Supplier<Place<T>> then) {}

    /** A word, and what follows it. */
    public Keywords<T> add(String word, String help, Supplier<Place<T>> then) {
        entries.put(word, new Entry<>(help, then));
        return this;
    }

    /** A word that ends a line. */
    public Keywords<T> add(String word, String help, T meaning) {
        return add(word, help, () -> new Keywords<T>().end(meaning));
    }

    /** Takes away the words that do not fit. */
    public Keywords<T> keep(Predicate<String> fitting) {
        entries.keySet().removeIf(fitting.negate());
        return this;
    }

    /** What else can stand here. */
    public Keywords<T> or(Place<T> place) {
        otherwise = Optional.of(place);
        return this;
    }

    /** What the line means if it ends here. */
    public Keywords<T> end(T meaning) {
        end = Optional.of(meaning);
        return this;
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        Stream<Choice> own = entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> Choice.word(entry.getKey(), entry.getValue().help));
        Stream<Choice> others = otherwise.stream()
                .flatMap(place -> place.choices(prefix, limit).stream())
                .filter(choice -> !entries.containsKey(choice.word()));
        return Stream.concat(own, others).limit(limit).toList();
    }

    @Override
    public Place<T> next(Word word) throws WrongWord {
        if (!word.quoted()) {
            Entry<T> exact = entries.get(word.text());
            if (exact != null) {
                return exact.then.get();
            }
            List<String> own = entries.keySet().stream()
                    .filter(each -> each.startsWith(word.text()))
                    .toList();
            List<Choice> others = otherwise.map(place -> place.choices(word.text(), NAMED)).orElse(List.of());
            boolean otherExact = others.stream().anyMatch(choice -> choice.word().equals(word.text()));
            if (!otherExact && own.size() == 1 && others.stream().noneMatch(Choice::literal)) {
                return entries.get(own.getFirst()).then.get();
            }
            if (!otherExact && !own.isEmpty()) {
                List<String> all = new ArrayList<>(own);
                others.stream().filter(Choice::literal).map(Choice::word).forEach(all::add);
                throw new WrongWord(word, ambiguous(word.text(), all));
            }
        }
        if (otherwise.isPresent()) {
            return orOthers(word);
        }
        throw new WrongWord(word, unknown(word.text(), List.copyOf(entries.keySet())));
    }

    /** Tells of the words of this place too if the other place does not know the word. */
    private Place<T> orOthers(Word word) throws WrongWord {
        Place<T> other = otherwise.orElseThrow();
        try {
            return other.next(word);
        } catch (WrongWord e) {
            List<Choice> others = other.choices("", NAMED);
            if (word.end() != e.end() || others.stream().anyMatch(choice -> !choice.literal())) {
                throw e;
            }
            List<String> known = new ArrayList<>(entries.keySet());
            others.stream().map(Choice::word).filter(each -> !known.contains(each)).forEach(known::add);
            throw new WrongWord(word, unknown(word.text(), known));
        }
    }

    /** What is said of a word that is none of these. */
    static String unknown(String word, List<String> known) {
        if (known.isEmpty()) {
            return "nothing can follow here";
        }
        return "unknown: \"" + word + "\""
                + Nearest.to(word, known)
                        .or(() -> beginning(word, known))
                        .map(near -> "; did you mean " + near + "?")
                        .orElseGet(() -> "; can be " + known.stream().limit(NAMED).collect(Collectors.joining(", "))
                                + (known.size() > NAMED ? ", ..." : ""));
    }

    /** The word whose beginning was probably meant: words may be cut short. */
    private static Optional<String> beginning(String word, List<String> known) {
        Map<String, String> beginnings = new LinkedHashMap<>();
        known.stream()
                .filter(each -> word.length() >= BEGUN_MIN && each.length() > word.length())
                .forEach(each -> beginnings.putIfAbsent(each.substring(0, word.length()), each));
        return Nearest.to(word, beginnings.keySet()).map(beginnings::get);
    }

    static String ambiguous(String word, List<String> all) {
        return "\"" + word + "\" can be " + String.join(" or ", all);
    }

    @Override
    public Optional<T> end() {
        return end;
    }
}
