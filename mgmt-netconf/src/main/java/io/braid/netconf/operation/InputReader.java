package io.braid.netconf.operation;

import io.braid.netconf.xml.Element;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import io.braid.yang.tree.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the input of an action or rpc. */
final class InputReader {
    private InputReader() {}

    static Branch read(ContainerSchema root, Element element) throws DatastoreException {
        return branch(root, element, "");
    }

    private static Branch branch(InnerSchema schema, Element element, String path) throws DatastoreException {
        Map<SchemaNode, List<Node>> content = new LinkedHashMap<>();
        for (Element child : element.children()) {
            Optional<SchemaNode> found = schema.child(child.namespace(), child.name());
            if (found.isEmpty()) {
                throw new DatastoreException(DataError.data(
                                ErrorTag.UNKNOWN_ELEMENT, path.isEmpty() ? "/" : path, "has no " + child.name())
                        .with(DataError.NETCONF, "bad-element", child.name()));
            }
            content.computeIfAbsent(found.get(), _ -> new ArrayList<>())
                    .add(node(found.get(), child, path + "/" + found.get().pathName()));
        }
        try {
            List<Node> children = new ArrayList<>();
            content.forEach((node, nodes) -> children.add(together(node, nodes)));
            return Branch.of(schema, children);
        } catch (IllegalArgumentException e) {
            throw new DatastoreException(DataError.data(
                    ErrorTag.BAD_ELEMENT, path.isEmpty() ? "/" : path, e.getMessage()));
        }
    }

    private static Node node(SchemaNode schema, Element element, String path) throws DatastoreException {
        return switch (schema) {
            case InnerSchema inner -> branch(inner, element, path);
            case ValueSchema leaf -> {
                try {
                    yield new Leaf(leaf, leaf.type().canonical(element.text(), element.prefixes()));
                } catch (ValueException e) {
                    throw new DatastoreException(DataError.data(ErrorTag.INVALID_VALUE, path, e.getMessage()));
                }
            }
        };
    }

    /** The one node of the tree that several elements make. */
    static Node together(SchemaNode schema, List<Node> nodes) {
        return switch (schema) {
            case ListSchema list -> Entries.of(list, nodes.stream().map(Branch.class::cast).toList());
            case LeafListSchema list -> new Values(list, nodes.stream().map(Leaf.class::cast).toList());
            default -> {
                if (nodes.size() > 1) {
                    throw new IllegalArgumentException(schema.name() + " stands there twice");
                }
                yield nodes.getFirst();
            }
        };
    }
}
