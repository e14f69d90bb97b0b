package io.braid.yang.tree;

import io.braid.yang.schema.ListSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries of a list without keys, as state may have: in the given order, and found by nothing (RFC 7950 §7.8.2). */
final class KeylessEntries implements Entries {
    private final ListSchema schema;
    private final List<Branch> entries;

    KeylessEntries(ListSchema schema, List<Branch> entries) {
        this.schema = schema;
        this.entries = List.copyOf(entries);
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
        return Optional.empty();
    }

    @Override
    public Stream<Branch> stream() {
        return entries.stream();
    }

    @Override
    public Stream<Branch> beginning(List<String> values) {
        return Stream.empty();
    }

    @Override
    public KeylessEntries with(Branch entry) {
        return withAll(List.of(entry));
    }

    @Override
    public KeylessEntries withAll(Collection<Branch> more) {
        List<Branch> longer = new ArrayList<>(entries);
        longer.addAll(more);
        return new KeylessEntries(schema, longer);
    }

    @Override
    public KeylessEntries without(Key key) {
        return this;
    }
}
