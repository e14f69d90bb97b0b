package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The entries of a list in the order of their keys. A change costs time in proportion to the logarithm of the size. */
public final class SortedEntries implements Entries {
    /** As many as the largest number of YANG has. */
    private static final int DIGITS_MAX = 20;

    /** Behind a number, makes the first text that begins with it and is none. */
    private static final String NO_DIGIT = "\0";

    private final ListSchema schema;
    private final BalancedTree<Key, Branch> entries;

    SortedEntries(ListSchema schema) {
        this(schema, BalancedTree.empty());
    }

    private SortedEntries(ListSchema schema, BalancedTree<Key, Branch> entries) {
        this.schema = schema;
        this.entries = entries;
    }

    @Override
    public ListSchema schema() {
        return schema;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Optional<Branch> get(Key key) {
        return entries.get(key);
    }

    @Override
    public Stream<Branch> stream() {
        return entries.values();
    }

    @Override
    public Stream<Branch> beginning(List<String> values) {
        List<String> exact = values.subList(0, values.size() - 1);
        String prefix = values.getLast();
        // Numbers of each length are together, in the order of their characters; other texts follow.
        Stream<Branch> numbers = prefix.isEmpty() || Key.isNumber(prefix)
                ? IntStream.rangeClosed(Math.max(prefix.length(), 1), DIGITS_MAX)
                        .boxed()
                        .flatMap(length -> run(exact, prefix, prefix + "0".repeat(length - prefix.length()), length))
                : Stream.empty();
        return Stream.concat(numbers, run(exact, prefix, prefix, 0));
    }

    /** The entries from one key on, as long as they fit. */
    private Stream<Branch> run(List<String> exact, String prefix, String first, int digits) {
        List<String> from = new ArrayList<>(exact);
        from.add(first);
        boolean text = digits == 0;
        if (text && Key.isNumber(first)) {
            from.set(from.size() - 1, first + NO_DIGIT);
        }
        return entries.valuesFrom(new Key(from)).takeWhile(entry -> {
            List<String> found = Key.of(entry).values();
            String last = found.get(exact.size());
            return found.subList(0, exact.size()).equals(exact)
                    && last.startsWith(prefix)
                    && (text || last.length() == digits && Key.isNumber(last));
        });
    }

    @Override
    public SortedEntries with(Branch entry) {
        return changed(entries.with(Key.of(entry), entry));
    }

    @Override
    public SortedEntries withAll(Collection<Branch> more) {
        if (entries.size() == 0) {
            return new SortedEntries(schema, fresh(more));
        }
        BalancedTree<Key, Branch> all = entries;
        for (Branch entry : more) {
            Key key = Key.of(entry);
            int before = all.size();
            all = all.with(key, entry);
            if (all.size() == before) {
                throw new IllegalArgumentException(schema + key.predicates(schema) + " exists twice");
            }
        }
        return changed(all);
    }

    private record Keyed(Key key, Branch entry) {}

    /** A list that is read at once, as at a start, costs its length; what was stored is in order already. */
    private BalancedTree<Key, Branch> fresh(Collection<Branch> all) {
        List<Keyed> sorted = new ArrayList<>(all.size());
        all.forEach(entry -> sorted.add(new Keyed(Key.of(entry), entry)));
        sorted.sort(Comparator.comparing(Keyed::key));
        List<Key> keys = new ArrayList<>(sorted.size());
        List<Branch> values = new ArrayList<>(sorted.size());
        for (Keyed each : sorted) {
            if (!keys.isEmpty() && keys.getLast().equals(each.key)) {
                throw new IllegalArgumentException(schema + each.key.predicates(schema) + " exists twice");
            }
            keys.add(each.key);
            values.add(each.entry);
        }
        return BalancedTree.of(keys, values);
    }

    @Override
    public SortedEntries without(Key key) {
        return changed(entries.without(key));
    }

    /** Tells the entries that are not the same object in another state of the list. */
    void differences(SortedEntries after, BalancedDiff.Sink<Key, Branch> sink) {
        BalancedDiff.between(entries, after.entries, sink);
    }

    private SortedEntries changed(BalancedTree<Key, Branch> now) {
        return now == entries ? this : new SortedEntries(schema, now);
    }
}
