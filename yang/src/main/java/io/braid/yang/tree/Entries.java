package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries of a list, each found by its key. */
public sealed interface Entries extends Node permits SortedEntries, OrderedEntries, KeylessEntries {
    /**
     * Entries in the order that the list has: the given one if it is the user's or there are no keys, that of the keys
     * otherwise.
     *
     * @throws IllegalArgumentException if two entries have the same key, or one lacks it
     */
    static Entries of(ListSchema list, Collection<Branch> entries) {
        if (list.keys().isEmpty()) {
            return new KeylessEntries(list, List.copyOf(entries));
        }
        Entries all = list.userOrdered() ? new OrderedEntries(list, List.of()) : new SortedEntries(list);
        return all.withAll(entries);
    }

    @Override
    ListSchema schema();

    int size();

    Optional<Branch> get(Key key);

    /** All entries in order. */
    Stream<Branch> stream();

    /**
     * The entries whose key begins with all but the last of these values, and goes on with one that begins with the last;
     * in order. In a sorted list they are found without a look at the others.
     *
     * @param values at least one, at most as many as the key has
     */
    Stream<Branch> beginning(List<String> values);

    /** The same list with {@code entry} in the place of the entry with its key, or added, at the end if order counts. */
    Entries with(Branch entry);

    /**
     * The same list with further entries.
     *
     * @throws IllegalArgumentException if an entry has the key of another
     */
    Entries withAll(Collection<Branch> entries);

    /** The same list without the entry with this key. */
    Entries without(Key key);
}
