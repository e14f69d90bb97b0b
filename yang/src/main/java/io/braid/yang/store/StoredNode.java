package io.braid.yang.store;

import java.util.ArrayList;
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
    private Map<String, StoredNode> children = Map.of();

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
        return List.copyOf(children.values());
    }

    /** Adds a child, at the end, or in the place of the one with the same identity. */
    public void add(StoredNode child) {
        if (children.isEmpty()) {
            children = new LinkedHashMap<>(8);
        }
        children.put(child.identity(), child);
    }

    /** Takes the child with this identity away. */
    public void remove(String identity) {
        if (!children.isEmpty()) {
            children.remove(identity);
        }
    }

    /** Takes every child with this name away. */
    public void removeAll(String childName) {
        children.values().removeIf(child -> child.name.equals(childName));
    }

    /** The leaf or container with this name, or the entry with this {@link #identity(String, List)}. */
    public Optional<StoredNode> child(String identity) {
        return Optional.ofNullable(children.get(identity));
    }

    /** What distinguishes it from its siblings. */
    public String identity() {
        return switch (kind) {
            case CONTAINER, LEAF -> name;
            case LEAF_LIST -> identity(name, List.of(value));
            case ENTRY -> identity(
                    name, children.values().stream().limit(keys).map(StoredNode::value).toList());
        };
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
                && new ArrayList<>(children.values()).equals(new ArrayList<>(that.children.values()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, name, value, children.size());
    }

    @Override
    public String toString() {
        return kind.mark + name + "=" + value + children.values();
    }
}
