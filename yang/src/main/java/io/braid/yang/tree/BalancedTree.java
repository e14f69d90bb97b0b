package io.braid.yang.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An immutable sorted map. A changed map shares all but the path to the change: a weight-balanced binary tree (Adams 1992)
 * with the parameters 3 and 2, which Hirai and Yamamoto proved to keep the balance.
 *
 * @param <K> keys
 * @param <V> values
 */
final class BalancedTree<K extends Comparable<K>, V> {
    private static final int WEIGHT = 3;
    private static final int RATIO = 2;

    final K key;
    final V value;
    final BalancedTree<K, V> left;
    final BalancedTree<K, V> right;
    private final int size;

    /** The empty tree. */
    private BalancedTree() {
        key = null;
        value = null;
        left = this;
        right = this;
        size = 0;
    }

    private BalancedTree(K key, V value, BalancedTree<K, V> left, BalancedTree<K, V> right) {
        this.key = key;
        this.value = value;
        this.left = left;
        this.right = right;
        this.size = left.size + right.size + 1;
    }

    static <K extends Comparable<K>, V> BalancedTree<K, V> empty() {
        return new BalancedTree<>();
    }

    /** The tree of these values, in time proportional to their number. Their keys are in order, no two of them equal. */
    static <K extends Comparable<K>, V> BalancedTree<K, V> of(List<K> keys, List<V> values) {
        return of(keys, values, 0, keys.size(), empty());
    }

    /** Halves differ in size by one at most, which is within any balance. */
    private static <K extends Comparable<K>, V> BalancedTree<K, V> of(
            List<K> keys, List<V> values, int from, int to, BalancedTree<K, V> none) {
        if (from == to) {
            return none;
        }
        int middle = (from + to) >>> 1;
        return new BalancedTree<>(
                keys.get(middle),
                values.get(middle),
                of(keys, values, from, middle, none),
                of(keys, values, middle + 1, to, none));
    }

    int size() {
        return size;
    }

    /** The longest way from the root to a leaf; at most 2.5 times the logarithm of the size. */
    int depth() {
        return size == 0 ? 0 : 1 + Math.max(left.depth(), right.depth());
    }

    Optional<V> get(K wanted) {
        BalancedTree<K, V> at = this;
        while (at.size > 0) {
            int order = wanted.compareTo(at.key);
            if (order == 0) {
                return Optional.of(at.value);
            }
            at = order < 0 ? at.left : at.right;
        }
        return Optional.empty();
    }

    BalancedTree<K, V> with(K newKey, V newValue) {
        if (size == 0) {
            return new BalancedTree<>(newKey, newValue, this, this);
        }
        int order = newKey.compareTo(key);
        if (order == 0) {
            return newValue == value ? this : new BalancedTree<>(newKey, newValue, left, right);
        }
        if (order < 0) {
            BalancedTree<K, V> changed = left.with(newKey, newValue);
            return changed == left ? this : balanced(key, value, changed, right);
        }
        BalancedTree<K, V> changed = right.with(newKey, newValue);
        return changed == right ? this : balanced(key, value, left, changed);
    }

    BalancedTree<K, V> without(K unwanted) {
        if (size == 0) {
            return this;
        }
        int order = unwanted.compareTo(key);
        if (order == 0) {
            return joined(left, right);
        }
        if (order < 0) {
            BalancedTree<K, V> changed = left.without(unwanted);
            return changed == left ? this : balanced(key, value, changed, right);
        }
        BalancedTree<K, V> changed = right.without(unwanted);
        return changed == right ? this : balanced(key, value, left, changed);
    }

    /** The values in the order of their keys. */
    Stream<V> values() {
        return StreamSupport.stream(
                Spliterators.spliterator(new Walk<>(this), size, Spliterator.ORDERED | Spliterator.IMMUTABLE), false);
    }

    /** The values whose keys are not before this one, in order. */
    Stream<V> valuesFrom(K first) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Walk<>(this, first), Spliterator.ORDERED | Spliterator.IMMUTABLE),
                false);
    }

    private static <K extends Comparable<K>, V> BalancedTree<K, V> joined(
            BalancedTree<K, V> left, BalancedTree<K, V> right) {
        if (left.size == 0 || right.size == 0) {
            return left.size == 0 ? right : left;
        }
        BalancedTree<K, V> next = right;
        while (next.left.size > 0) {
            next = next.left;
        }
        return balanced(next.key, next.value, left, right.without(next.key));
    }

    private static <K extends Comparable<K>, V> BalancedTree<K, V> balanced(
            K key, V value, BalancedTree<K, V> left, BalancedTree<K, V> right) {
        if (heavier(right, left)) {
            return right.left.size + 1 < RATIO * (right.right.size + 1)
                    ? new BalancedTree<>(
                            right.key, right.value, new BalancedTree<>(key, value, left, right.left), right.right)
                    : between(right.left, new BalancedTree<>(key, value, left, right.left.left),
                            new BalancedTree<>(right.key, right.value, right.left.right, right.right));
        }
        if (heavier(left, right)) {
            return left.right.size + 1 < RATIO * (left.left.size + 1)
                    ? new BalancedTree<>(
                            left.key, left.value, left.left, new BalancedTree<>(key, value, left.right, right))
                    : between(left.right, new BalancedTree<>(left.key, left.value, left.left, left.right.left),
                            new BalancedTree<>(key, value, left.right.right, right));
        }
        return new BalancedTree<>(key, value, left, right);
    }

    private static boolean heavier(BalancedTree<?, ?> a, BalancedTree<?, ?> b) {
        return a.size + 1 > WEIGHT * (b.size + 1);
    }

    private static <K extends Comparable<K>, V> BalancedTree<K, V> between(
            BalancedTree<K, V> middle, BalancedTree<K, V> left, BalancedTree<K, V> right) {
        return new BalancedTree<>(middle.key, middle.value, left, right);
    }

    private static final class Walk<K extends Comparable<K>, V> implements Iterator<V> {
        private final Deque<BalancedTree<K, V>> path = new ArrayDeque<>();

        Walk(BalancedTree<K, V> root) {
            descend(root);
        }

        Walk(BalancedTree<K, V> root, K first) {
            BalancedTree<K, V> at = root;
            while (at.size > 0) {
                if (at.key.compareTo(first) < 0) {
                    at = at.right;
                } else {
                    path.push(at);
                    at = at.left;
                }
            }
        }

        private void descend(BalancedTree<K, V> from) {
            for (BalancedTree<K, V> at = from; at.size > 0; at = at.left) {
                path.push(at);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public V next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            BalancedTree<K, V> at = path.pop();
            descend(at.right);
            return at.value;
        }
    }
}
