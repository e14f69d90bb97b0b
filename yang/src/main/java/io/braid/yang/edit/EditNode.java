package io.braid.yang.edit;

import io.braid.yang.schema.SchemaNode;
import java.util.List;
import java.util.Optional;

/**
 * A node of an edit. The root of an edit has the root of the schema and stands for all top-level nodes.
 *
 * @param schema what it is
 * @param operation what to do with it; empty means what was to be done with the node around it
 * @param insert where it goes, in a list or leaf-list of a user's order
 * @param value of a leaf or leaf-list in canonical form; empty also for a leaf that is deleted without naming its value
 * @param children of a container or list entry, the key leaves of the entry among them
 * @param line in the text it was read from; 0 means unknown
 */
public record EditNode(
        SchemaNode schema,
        Optional<Operation> operation,
        Optional<Insert> insert,
        Optional<String> value,
        List<EditNode> children,
        int line) {
    public EditNode {
        children = List.copyOf(children);
    }

    /** A container or list entry with the operation of the node around it. */
    public static EditNode branch(SchemaNode schema, List<EditNode> children) {
        return new EditNode(schema, Optional.empty(), Optional.empty(), Optional.empty(), children, 0);
    }

    /** A leaf, or a value of a leaf-list, with the operation of the node around it. */
    public static EditNode leaf(SchemaNode schema, String value) {
        return new EditNode(schema, Optional.empty(), Optional.empty(), Optional.of(value), List.of(), 0);
    }

    /** The same node with an operation of its own. */
    public EditNode with(Operation own) {
        return new EditNode(schema, Optional.of(own), insert, value, children, line);
    }

    /** The same node with a place of its own. */
    public EditNode at(Insert place) {
        return new EditNode(schema, operation, Optional.of(place), value, children, line);
    }
}
