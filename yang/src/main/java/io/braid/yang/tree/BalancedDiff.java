package io.braid.yang.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Compares two balanced trees of which one came from the other by changes. Subtrees that both have are passed over unseen:
 * the cost is proportional to the number of changes, times the square of the logarithm of the size.
 *
 * @param <K> keys
 * @param <V> values, compared by identity
 */
final class BalancedDiff<K extends Comparable<K>, V> {
    /** Told of each key whose value differs, in order. */
    interface Sink<K, V> {
        void differs(K key, Optional<V> before, Optional<V> after);
    }

    /** What is still to be seen of a tree: a subtree, or its root alone. */
    private record Part<K extends Comparable<K>, V>(BalancedTree<K, V> tree, boolean alone) {
        K first() {
            BalancedTree<K, V> at = tree;
            while (!alone && at.left.size() > 0) {
                at = at.left;
            }
            return at.key;
        }
    }

    private final Deque<Part<K, V>> left = new ArrayDeque<>();
    private final Deque<Part<K, V>> right = new ArrayDeque<>();
    private final Sink<K, V> sink;

    private BalancedDiff(Sink<K, V> sink) {
        this.sink = sink;
    }

    static <K extends Comparable<K>, V> void between(
            BalancedTree<K, V> before, BalancedTree<K, V> after, Sink<K, V> sink) {
        BalancedDiff<K, V> diff = new BalancedDiff<>(sink);
        push(diff.left, before);
        push(diff.right, after);
        diff.run();
    }

    private void run() {
        while (!left.isEmpty() || !right.isEmpty()) {
            Part<K, V> a = left.peek();
            Part<K, V> b = right.peek();
            if (a == null || b == null) {
                rest(a == null ? right : left, a == null);
            } else if (a.tree == b.tree && a.alone == b.alone) {
                left.pop();
                right.pop();
            } else if (a.alone && b.alone) {
                both(a.tree, b.tree);
            } else if (a.alone && a.tree.key.compareTo(b.first()) < 0) {
                emit(left.pop().tree, false);
            } else if (b.alone && b.tree.key.compareTo(a.first()) < 0) {
                emit(right.pop().tree, true);
            } else {
                // The larger one may have the smaller one in it.
                boolean openLeft = b.alone || !a.alone && a.tree.size() >= b.tree.size();
                boolean openRight = a.alone || !b.alone && b.tree.size() >= a.tree.size();
                if (openLeft) {
                    open(left);
                }
                if (openRight) {
                    open(right);
                }
            }
        }
    }

    private void both(BalancedTree<K, V> a, BalancedTree<K, V> b) {
        int order = a.key.compareTo(b.key);
        if (order < 0) {
            emit(left.pop().tree, false);
        } else if (order > 0) {
            emit(right.pop().tree, true);
        } else {
            left.pop();
            right.pop();
            if (a.value != b.value) {
                sink.differs(a.key, Optional.of(a.value), Optional.of(b.value));
            }
        }
    }

    private void rest(Deque<Part<K, V>> parts, boolean added) {
        if (parts.peek().alone) {
            emit(parts.pop().tree, added);
        } else {
            open(parts);
        }
    }

    private void emit(BalancedTree<K, V> one, boolean added) {
        Optional<V> value = Optional.of(one.value);
        sink.differs(one.key, added ? Optional.empty() : value, added ? value : Optional.empty());
    }

    private static <K extends Comparable<K>, V> void open(Deque<Part<K, V>> parts) {
        BalancedTree<K, V> tree = parts.pop().tree;
        push(parts, tree.right);
        parts.push(new Part<>(tree, true));
        push(parts, tree.left);
    }

    private static <K extends Comparable<K>, V> void push(Deque<Part<K, V>> parts, BalancedTree<K, V> tree) {
        if (tree.size() > 0) {
            parts.push(new Part<>(tree, false));
        }
    }
}
