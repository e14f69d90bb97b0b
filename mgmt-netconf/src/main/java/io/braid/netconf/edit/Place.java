package io.braid.netconf.edit;

import io.braid.yang.edit.EditNode;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where the parser is: its path has the keys that were read by now. */
final class Place {
    private final Place around;
    private final SchemaNode schema;
    private final Map<SchemaNode, String> keys = new HashMap<>(2);
    private final Set<SchemaNode> met = new HashSet<>(2);

    /** A place; {@code around} is null at the root. */
    Place(Place around, SchemaNode schema) {
        this.around = around;
        this.schema = schema;
    }

    /** A child begins. */
    void meets(SchemaNode child) {
        if (schema instanceof ListSchema list && child instanceof LeafSchema leaf && list.keys().contains(leaf)) {
            met.add(leaf);
        }
    }

    /** Whether the key leaf was there, be its value right or wrong. */
    boolean hasMet(LeafSchema key) {
        return met.contains(key);
    }

    /** Whether the key leaf was there with a right value. */
    boolean knows(LeafSchema key) {
        return keys.containsKey(key);
    }

    /** A child was read. */
    void read(EditNode child) {
        if (met.contains(child.schema())) {
            child.value().ifPresent(value -> keys.put(child.schema(), value));
        }
    }

    String text() {
        return around == null ? "/" : around.below(schema.pathName()) + predicates();
    }

    /** The path of a child. */
    String below(String step) {
        return (around == null ? "" : text()) + "/" + step;
    }

    private String predicates() {
        if (!(schema instanceof ListSchema list)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (LeafSchema key : list.keys()) {
            if (keys.containsKey(key)) {
                text.append('[').append(key.name()).append('=').append(Key.quoted(keys.get(key))).append(']');
            }
        }
        return text.toString();
    }
}
