package io.braid.netconf.edit;

import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.MalformedException;
import io.braid.netconf.xml.XmlInput;
import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.Operation;
import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Nearest;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is in a {@code config} element (RFC 6241 §7.2) while it arrives. For one element. */
public final class ConfigParser {
    private static final int ERRORS_MAX = 200;

    private final XmlInput in;
    private final List<DataError> errors = new ArrayList<>();

    private ConfigParser(XmlInput in) {
        this.in = in;
    }

    /** Reads the content of the element that was begun last. */
    public static ParsedConfig parse(Schema schema, XmlInput in) throws IOException, MalformedException {
        ConfigParser parser = new ConfigParser(in);
        EditNode root = EditNode.branch(schema.root(), parser.children(schema.root(), new Place(null, schema.root())));
        return new ParsedConfig(root, parser.errors);
    }

    private List<EditNode> children(InnerSchema around, Place at) throws IOException, MalformedException {
        List<EditNode> children = new ArrayList<>();
        for (Optional<Element> next = in.child(); next.isPresent(); next = in.child()) {
            Element element = next.get();
            Optional<SchemaNode> schema = around.child(element.namespace(), element.name());
            if (schema.isPresent() && schema.get().config()) {
                at.meets(schema.get());
                node(schema.get(), element, at).ifPresent(child -> {
                    children.add(child);
                    at.read(child);
                });
            } else {
                in.skip();
                add(schema.map(state -> readOnly(state, at)).orElseGet(() -> unknown(around, element, at)));
            }
        }
        return children;
    }

    private Optional<EditNode> node(SchemaNode schema, Element element, Place around)
            throws IOException, MalformedException {
        int line = in.line();
        Place at = new Place(around, schema);
        EditAttributes attributes = EditAttributes.of(schema, element, at::text);
        attributes.errors().forEach(this::add);
        return switch (schema) {
            case InnerSchema inner -> {
                List<EditNode> children = children(inner, at);
                if (inner instanceof ListSchema list && !keyed(list, at)) {
                    yield Optional.empty();
                }
                yield Optional.of(new EditNode(
                        inner, attributes.operation(), attributes.insert(), Optional.empty(), children, line));
            }
            case ValueSchema leaf -> value(leaf, element, attributes, around)
                    .map(value -> new EditNode(
                            leaf, attributes.operation(), attributes.insert(), value, List.of(), line));
        };
    }

    /** The value of a leaf; the inner one is empty where a leaf is removed without naming its value. */
    private Optional<Optional<String>> value(
            ValueSchema leaf, Element element, EditAttributes attributes, Place around)
            throws IOException, MalformedException {
        Optional<String> text = in.text();
        if (text.isEmpty()) {
            add(value(leaf, around, ErrorTag.BAD_ELEMENT, "takes a value, not elements"));
            return Optional.empty();
        }
        boolean removed = attributes.operation()
                .filter(operation -> operation == Operation.DELETE || operation == Operation.REMOVE)
                .isPresent();
        if (removed && leaf instanceof LeafSchema && text.get().isBlank()) {
            return Optional.of(Optional.empty());
        }
        try {
            String value = leaf.type().canonical(text.get(), element.prefixes());
            if (attributes.reset() && !value.equals(attributes.resetTo())) {
                add(value(leaf, around, ErrorTag.INVALID_VALUE, "is marked as the default, which it is not"));
            }
            return Optional.of(Optional.of(value));
        } catch (ValueException e) {
            add(value(leaf, around, ErrorTag.INVALID_VALUE, e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean keyed(ListSchema list, Place at) {
        for (LeafSchema key : list.keys()) {
            if (!at.hasMet(key)) {
                add(DataError.data(ErrorTag.MISSING_ELEMENT, at.text(), "lacks its key " + key.name())
                        .with(DataError.NETCONF, "bad-element", key.name()));
            }
        }
        return list.keys().stream().allMatch(at::knows);
    }

    private static DataError value(ValueSchema leaf, Place around, ErrorTag tag, String message) {
        DataError error = DataError.data(tag, around.below(leaf.pathName()), message);
        return tag == ErrorTag.BAD_ELEMENT ? error.with(DataError.NETCONF, "bad-element", leaf.name()) : error;
    }

    private static DataError readOnly(SchemaNode state, Place around) {
        return DataError.data(
                        ErrorTag.BAD_ELEMENT,
                        around.below(state.pathName()),
                        "is state of the system, not configuration: remove it")
                .with(DataError.NETCONF, "bad-element", state.name());
    }

    private static DataError unknown(InnerSchema around, Element element, Place at) {
        Optional<SchemaNode> elsewhere = around.named(element.name()).findFirst();
        if (elsewhere.isPresent()) {
            return DataError.data(
                            ErrorTag.UNKNOWN_NAMESPACE,
                            at.text(),
                            element.name() + " belongs to the namespace \""
                                    + elsewhere.get().namespace() + "\", not to \"" + element.namespace() + '"')
                    .with(DataError.NETCONF, "bad-element", element.name())
                    .with(DataError.NETCONF, "bad-namespace", element.namespace());
        }
        List<String> names =
                around.children().stream().filter(SchemaNode::config).map(SchemaNode::name).toList();
        return DataError.data(
                        ErrorTag.UNKNOWN_ELEMENT,
                        at.text(),
                        "has no " + element.name()
                                + Nearest.to(element.name(), names)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; it has " + String.join(", ", names)))
                .with(DataError.NETCONF, "bad-element", element.name());
    }

    private void add(DataError error) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(error);
        }
    }
}
