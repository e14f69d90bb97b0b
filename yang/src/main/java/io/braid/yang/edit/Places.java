package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds places in a user's order (RFC 7950 §7.7.9, §7.8.6). */
final class Places {
    private Places() {}

    /**
     * The place among the others.
     *
     * @param others how many there are
     * @param positions where each of the others is, from 0
     * @return empty if there is no such other one
     */
    static OptionalInt of(Insert insert, int others, Function<Key, Optional<Integer>> positions) {
        Optional<Integer> anchor = insert.anchor().flatMap(positions);
        return switch (insert.where()) {
            case FIRST -> OptionalInt.of(0);
            case LAST -> OptionalInt.of(others);
            case BEFORE -> anchor.map(OptionalInt::of).orElse(OptionalInt.empty());
            case AFTER -> anchor.map(at -> OptionalInt.of(at + 1)).orElse(OptionalInt.empty());
        };
    }

    /** There is nothing to insert before or after (RFC 7950 §15.7). */
    static DataError noAnchor(DataPath path) {
        return DataError.data(
                        ErrorTag.BAD_ATTRIBUTE, path.text(), "cannot be inserted there: the other entry does not exist")
                .tagged("missing-instance");
    }

    /** The order is the system's. */
    static DataError unordered(DataPath path) {
        return DataError.data(ErrorTag.UNKNOWN_ATTRIBUTE, path.text(), "has no place: the order is not the user's")
                .with(DataError.NETCONF, "bad-attribute", "insert");
    }
}
