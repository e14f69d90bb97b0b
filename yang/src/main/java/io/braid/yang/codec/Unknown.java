package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Nearest;
import io.braid.yang.schema.SchemaNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains elements that are not in the model, and keys that are missing. */
final class Unknown {
    private Unknown() {}

    static String reason(InnerSchema around, String namespace, String name) {
        Optional<SchemaNode> elsewhere = around.named(name).findFirst();
        if (elsewhere.isPresent()) {
            return "is in the namespace \"" + namespace + "\", it belongs to \""
                    + elsewhere.get().namespace() + '"';
        }
        List<String> names =
                around.children().stream().filter(SchemaNode::config).map(SchemaNode::name).toList();
        return "unknown element"
                + Nearest.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known here: " + String.join(", ", names));
    }

    static String keys(ListSchema list) {
        return list.keys().stream().map(SchemaNode::name).collect(Collectors.joining(", "));
    }
}
