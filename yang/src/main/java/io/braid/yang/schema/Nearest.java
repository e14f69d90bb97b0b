package io.braid.yang.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
    /** Longer texts are no mistyped names; comparing them would cost the square of their length. */
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /** The name at the least distance, if no more than a third of the letters differ. */
    public static Optional<String> to(String written, Collection<String> names) {
        if (written.isEmpty() || written.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= Math.max(2, name.length() / 3))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) < name.length())
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
    }

    /** How many letters have to be inserted, removed or replaced. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
