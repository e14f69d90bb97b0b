package io.braid.cli.grammar;

import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.DataPath;
import java.util.List;

/**
 * The places of paths, which are those of the schema.
 *
 * @param schema the modules
 * @param live the data that words may name
 * @param values how values are read
 * @param purpose what the paths are wanted for
 * @param <T> what a whole line means
 */
public record Paths<T>(Schema schema, Live live, Canonical values, Purpose<T> purpose) {
    /** Gives the canonical form of a value. */
    @FunctionalInterface
    public interface Canonical {
        String canonical(ValueSchema leaf, String text) throws ValueException;
    }

    /** The place where a path begins that is relative to a node. */
    public Place<T> from(DataPath node) {
        return new NodePlace<>(this, node, List.of(), false);
    }

    /** The place behind a child of a node, where its keys, its value or its children follow. */
    public Place<T> at(DataPath node, SchemaNode child) {
        return new NodePlace<>(this, node, List.of(), false).child(child);
    }

    /** One line about a node. */
    public static String help(String description) {
        String line = description.replaceAll("\\s+", " ").strip();
        int stop = line.indexOf(". ");
        return stop < 0 ? line.replaceAll("\\.$", "") : line.substring(0, stop);
    }
}
