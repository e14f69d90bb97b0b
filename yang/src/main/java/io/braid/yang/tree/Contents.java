package io.braid.yang.tree;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Compares nodes by what is in them. */
public final class Contents {
    private Contents() {}

    /** Whether both are absent, or have the same content. */
    public static boolean same(Optional<Node> a, Optional<Node> b) {
        return a.isPresent() == b.isPresent() && (a.isEmpty() || same(a.get(), b.get()));
    }

    /** Whether two nodes have the same schema and content; entries and values also the same order. */
    public static boolean same(Node a, Node b) {
        if (a == b) {
            return true;
        }
        if (a.schema() != b.schema()) {
            return false;
        }
        return switch (a) {
            case Leaf x -> b instanceof Leaf y && x.value().equals(y.value());
            case Values x -> b instanceof Values y && x.values().equals(y.values());
            case Branch x -> b instanceof Branch y && all(x.children(), y.children());
            case Entries x -> b instanceof Entries y
                    && x.size() == y.size()
                    && all(x.stream().toList(), y.stream().toList());
        };
    }

    private static boolean all(List<? extends Node> a, List<? extends Node> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<? extends Node> other = b.iterator();
        return a.stream().allMatch(node -> same(node, other.next()));
    }
}
