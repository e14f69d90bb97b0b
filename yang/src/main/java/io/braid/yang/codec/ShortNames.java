package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Nearest;
import io.braid.yang.schema.SchemaNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds nodes by the names that people type, see {@link SchemaNode#word}. */
public final class ShortNames {
    private ShortNames() {}

    /**
     * The child that a name means.
     *
     * @param name with or without its module
     * @param among which children can be meant
     * @return empty if there is none or more than one; {@link #unknown} tells why
     */
    public static Optional<SchemaNode> find(InnerSchema around, String name, Predicate<SchemaNode> among) {
        List<SchemaNode> found = all(around, name, among);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static List<SchemaNode> all(InnerSchema around, String name, Predicate<SchemaNode> among) {
        int colon = name.indexOf(':');
        return around.named(name.substring(colon + 1))
                .filter(child -> colon < 0 || child.module().equals(name.substring(0, colon)))
                .filter(among)
                .toList();
    }

    /** Why {@link #find} found none, and what may have been meant. */
    public static String unknown(InnerSchema around, String name, Predicate<SchemaNode> among) {
        List<SchemaNode> found = all(around, name, among);
        if (!found.isEmpty()) {
            return name + " is in several modules: write "
                    + found.stream().map(SchemaNode::word).collect(Collectors.joining(" or "));
        }
        if (!all(around, name, _ -> true).isEmpty()) {
            return name + " is state of the system, not configuration";
        }
        List<String> known =
                around.children().stream().filter(among).map(SchemaNode::word).toList();
        return "unknown " + name
                + Nearest.to(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(known.isEmpty() ? "" : "; known here: " + String.join(", ", known));
    }
}
