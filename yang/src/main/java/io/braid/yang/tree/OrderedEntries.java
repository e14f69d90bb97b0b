package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries of a list whose order is the user's. A change costs time in proportion to the size: such lists hold
 * preferences and rules, not subscribers.
 */
public final class OrderedEntries implements Entries {
    private final ListSchema schema;
    private final List<Branch> entries;
    private final Map<Key, Integer> places = new HashMap<>();

    OrderedEntries(ListSchema schema, List<Branch> entries) {
        this.schema = schema;
        this.entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            Key key = Key.of(entries.get(i));
            if (places.put(key, i) != null) {
                throw new IllegalArgumentException(schema + key.predicates(schema) + " exists twice");
            }
        }
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
        return Optional.ofNullable(places.get(key)).map(entries::get);
    }

    @Override
    public Stream<Branch> stream() {
        return entries.stream();
    }

    @Override
    public Stream<Branch> beginning(List<String> values) {
        int last = values.size() - 1;
        return entries.stream().filter(entry -> {
            List<String> found = Key.of(entry).values();
            return found.subList(0, last).equals(values.subList(0, last)) && found.get(last).startsWith(values.get(last));
        });
    }

    @Override
    public OrderedEntries with(Branch entry) {
        List<Branch> changed = new ArrayList<>(entries);
        Integer place = places.get(Key.of(entry));
        if (place == null) {
            changed.add(entry);
        } else if (entries.get(place) == entry) {
            return this;
        } else {
            changed.set(place, entry);
        }
        return new OrderedEntries(schema, changed);
    }

    @Override
    public OrderedEntries withAll(Collection<Branch> more) {
        List<Branch> longer = new ArrayList<>(entries);
        longer.addAll(more);
        return new OrderedEntries(schema, longer);
    }

    @Override
    public OrderedEntries without(Key key) {
        Integer place = places.get(key);
        if (place == null) {
            return this;
        }
        List<Branch> shorter = new ArrayList<>(entries);
        shorter.remove(place.intValue());
        return new OrderedEntries(schema, shorter);
    }

    /** Where the entry with this key stands, from 0. */
    public Optional<Integer> position(Key key) {
        return Optional.ofNullable(places.get(key));
    }

    /**
     * The same list with {@code entry} at a place, wherever the entry with its key stood before.
     *
     * @param position among the other entries, from 0 to their number
     */
    public OrderedEntries place(Branch entry, int position) {
        List<Branch> changed = new ArrayList<>(without(Key.of(entry)).entries);
        changed.add(position, entry);
        return new OrderedEntries(schema, changed);
    }

    /** The same entries in the order of these keys; entries that the keys do not name come last. */
    public OrderedEntries inOrder(List<Key> keys) {
        List<Branch> sorted = new ArrayList<>(keys.stream().flatMap(key -> get(key).stream()).toList());
        Set<Key> named = new HashSet<>(keys);
        entries.stream().filter(entry -> !named.contains(Key.of(entry))).forEach(sorted::add);
        return new OrderedEntries(schema, sorted);
    }
}
