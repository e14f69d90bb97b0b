package io.braid.cli.grammar;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.DataPath;
import java.util.List;
import java.util.stream.Stream;

/** Knows the data that words may name. */
public interface Live {
    /**
     * Values of the next key of entries that exist.
     *
     * @param around where the list stands
     * @param given the values of the keys before it
     * @param prefix what the values begin with
     */
    Stream<String> keys(DataPath around, ListSchema list, List<String> given, String prefix);

    /** Values that the target of a leafref has now. */
    Stream<String> references(DataPath leaf, String prefix);
}
