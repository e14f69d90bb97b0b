package io.braid.appliance.mapping;

import io.braid.yang.tree.Key;
import io.braid.yang.tree.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Remembers what the entries of a list with one key were mapped to, and maps those that changed: for lists as long as an
 * operator has customers. For one thread.
 *
 * @param <T> what an entry is mapped to
 */
final class ListMemo<T> {
    private final String list;
    private final Function<Reader, T> function;
    private final Predicate<T> marked;
    private Object state = this;
    private PMap<String, T> known = HashTreePMap.empty();
    private PSet<String> markedKeys = HashTreePSet.empty();

    /** @param marked the entries whose keys are known apart, few of many */
    ListMemo(String list, Function<Reader, T> function, Predicate<T> marked) {
        this.list = list;
        this.function = function;
        this.marked = marked;
    }

    /**
     * What the entries are mapped to, by their keys.
     *
     * @param around what the list is in
     * @throws MappingException if the function refuses an entry
     */
    PMap<String, T> of(Reader around) {
        Object now = around.identity(list);
        if (now != state) {
            PMap<String, T> next = known;
            PSet<String> marks = markedKeys;
            for (Map.Entry<Key, Optional<Reader>> change : around.changes(list, state).entrySet()) {
                String name = change.getKey().values().getFirst();
                Optional<Reader> entry = change.getValue();
                next = entry.isPresent() ? next.plus(name, Memo.map(entry.get(), function)) : next.minus(name);
                boolean mark = entry.isPresent() && marked.test(next.get(name));
                marks = mark ? marks.plus(name) : marks.minus(name);
            }
            known = next;
            markedKeys = marks;
            state = now;
        }
        return known;
    }

    /** The keys of the marked entries of what was mapped last; the same object as long as they stay. */
    PSet<String> marked() {
        return markedKeys;
    }
}
