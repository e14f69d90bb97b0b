package io.braid.yang.tree;

import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a list entry.
 *
 * @param values the values of the key leaves in canonical form, in the order of the key statement
 */
public record Key(List<String> values) implements Comparable<Key> {
    public Key {
        values = List.copyOf(values);
    }

    public static Key of(String... values) {
        return new Key(List.of(values));
    }

    /**
     * The key of an entry.
     *
     * @throws IllegalArgumentException if a key leaf is missing, or the branch is no list entry
     */
    public static Key of(Branch entry) {
        if (!(entry.schema() instanceof ListSchema list)) {
            throw new IllegalArgumentException(entry.schema() + " is no list");
        }
        List<String> values = new ArrayList<>(2);
        for (LeafSchema key : list.keys()) {
            values.add(entry.value(key)
                    .orElseThrow(() -> new IllegalArgumentException("an entry of " + list + " lacks " + key.name())));
        }
        return new Key(values);
    }

    /** Numbers by size, then other texts by their characters. */
    @Override
    public int compareTo(Key other) {
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            int order = compare(values.get(i), other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    private static int compare(String a, String b) {
        boolean number = isNumber(a);
        if (number != isNumber(b)) {
            // One order for all: with 9 < 10 by size, but 10 < 1a < 9 by characters, entries would be lost.
            return number ? -1 : 1;
        }
        // Canonical numbers have no leading zeros: of two, the longer one is the larger one.
        if (number && a.length() != b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        return a.compareTo(b);
    }

    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** As predicates of a path: {@code [name='a'][port='1']}. */
    public String predicates(ListSchema list) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append('[').append(list.keys().get(i).name()).append('=').append(quoted(values.get(i))).append(']');
        }
        return text.toString();
    }

    /** A value as a path shows it: in the quotation marks that it does not contain. */
    public static String quoted(String value) {
        char quote = value.indexOf('\'') < 0 ? '\'' : '"';
        return quote + value + quote;
    }
}
