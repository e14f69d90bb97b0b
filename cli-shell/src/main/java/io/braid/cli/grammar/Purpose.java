package io.braid.cli.grammar;

import io.braid.yang.schema.SchemaNode;
import java.util.List;
import java.util.Optional;

/**
 * What a path is wanted for: which nodes it may go through, and where it may end.
 *
 * @param <T> what a whole line means
 */
public interface Purpose<T> {
    /** What is done with leaves. */
    enum Values {
        /** The path ends with the leaf. */
        NONE,
        /** A value follows, and further leaves of the same node may. */
        REQUIRED,
        /** A value follows if the leaf has several. */
        OPTIONAL
    }

    /** Whether the path may go to a node. */
    boolean offers(SchemaNode node);

    Values values();

    /** Whether the path may name entries that do not exist. */
    boolean creates();

    /**
     * What the line means if the path ends.
     *
     * @param settings all that was said; the last one names the node where the path ends. At least one
     * @return empty if a path cannot end there
     */
    Optional<T> end(List<Setting> settings);

    /** What can stand behind a path, other than further steps; nothing by default. */
    default Optional<Place<T>> behind(List<Setting> settings) {
        return Optional.empty();
    }
}
