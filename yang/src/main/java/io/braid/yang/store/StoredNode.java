package io.braid.yang.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A node as the disk has it: known by names alone, so that data of an older model can be read and migrated. Mutable; for one
 * thread.
 */
public final class StoredNode {
    /** Children that are found by looking at each. A map costs a list of a hundred thousand entries as many maps. */
    private static final int FEW_MAX = 8;

    /** Kinds of node, each with the character that begins its line. */
    public enum Kind {
        CONTAINER('+'),
        ENTRY('*'),
        LEAF('='),
        LEAF_LIST('~');

        final char mark;

        Kind(char mark) {
            this.mark = mark;
        }
    }

    private final Kind kind;
    private final String name;
    private final String value;
    private final int keys;
    /** In the order in which they came. As long as there are few, they are found by looking at each. */
    private List<StoredNode> children = List.of();

    /** Where many children are, by their identity, in the same order; then {@link #children} is empty. */
    private Map<String, StoredNode> many = Map.of();

    private StoredNode(Kind kind, String name, String value, int keys) {
        this.kind = kind;
        this.name = name;
        this.value = value;
        this.keys = keys;
    }

    /** A container; the root is one without a name. */
    public static StoredNode container(String name) {
        return new StoredNode(Kind.CONTAINER, name, "", 0);
    }

    /** A list entry whose first {@code keys} children are its key leaves. */
    public static StoredNode entry(String name, int keys) {
        return new StoredNode(Kind.ENTRY, name, "", keys);
    }

    public static StoredNode leaf(String name, String value) {
        return new StoredNode(Kind.LEAF, name, value, 0);
    }

    /** One value of a leaf-list. */
    public static StoredNode leafList(String name, String value) {
        return new StoredNode(Kind.LEAF_LIST, name, value, 0);
    }

    public Kind kind() {
        return kind;
    }

    /** The name, with its module where that differs from the parent's. */
    public String name() {
        return name;
    }

    /** The value in canonical form; empty for branches. */
    public String value() {
        return value;
    }

    public int keys() {
        return keys;
    }

    public List<StoredNode> children() {
        return List.copyOf(all());
    }

    private Collection<StoredNode> all() {
        return many.isEmpty() ? children : many.values();
    }

    /** Adds a child, at the end, or in the place of the one with the same identity. */
    public void add(StoredNode child) {
        if (!many.isEmpty()) {
            many.put(child.identity(), child);
            return;
        }
        if (children.isEmpty()) {
            children = new ArrayList<>(2);
        }
        int place = place(child.identity());
        if (place >= 0) {
            children.set(place, child);
        } else {
            children.add(child);
        }
        if (children.size() > FEW_MAX) {
            many = new LinkedHashMap<>();
            children.forEach(each -> many.put(each.identity(), each));
            children = List.of();
        }
    }

    private int place(String identity) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).identity().equals(identity)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the child with this identity away. */
    public void remove(String identity) {
        if (many.isEmpty()) {
            int place = place(identity);
            if (place >= 0) {
                children.remove(place);
            }
        } else {
            many.remove(identity);
        }
    }

    /** Takes every child with this name away. */
    public void removeAll(String childName) {
        if (!all().isEmpty()) {
            all().removeIf(child -> child.name.equals(childName));
        }
    }

    /** The leaf or container with this name, or the entry with this {@link #identity(String, List)}. */
    public Optional<StoredNode> child(String identity) {
        if (many.isEmpty()) {
            int place = place(identity);
            return place < 0 ? Optional.empty() : Optional.of(children.get(place));
        }
        return Optional.ofNullable(many.get(identity));
    }

    /** What distinguishes it from its siblings. */
    public String identity() {
        return switch (kind) {
            case CONTAINER, LEAF -> name;
            case LEAF_LIST -> identity(name, List.of(value));
            case ENTRY -> identity(name, keyValues());
        };
    }

    private List<String> keyValues() {
        List<String> values = new ArrayList<>(keys);
        for (StoredNode child : all()) {
            if (values.size() == keys) {
                break;
            }
            values.add(child.value);
        }
        return values;
    }

    /** The identity of a list entry with these values of its keys. */
    public static String identity(String name, List<String> values) {
        StringBuilder text = new StringBuilder(name);
        values.forEach(each -> text.append('\t').append(Lines.escape(each)));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredNode that
                && kind == that.kind
                && keys == that.keys
                && name.equals(that.name)
                && value.equals(that.value)
                && children().equals(that.children());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, name, value, all().size());
    }

    @Override
    public String toString() {
        return kind.mark + name + "=" + value + all();
    }
}
