package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries of a list in the order of their keys. A change costs time in proportion to the logarithm of the size. */
public final class SortedEntries implements Entries {
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
    public SortedEntries with(Branch entry) {
        return changed(entries.with(Key.of(entry), entry));
    }

    @Override
    public SortedEntries withAll(Collection<Branch> more) {
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
