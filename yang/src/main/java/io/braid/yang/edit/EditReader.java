package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an edit from XML: the content of a config element of NETCONF. Reads on after what is wrong, and tells all of it. The
 * size of the text is bounded by whoever opened it, its depth by the model: unknown elements are passed over.
 */
public final class EditReader {
    private static final int ERRORS_MAX = 100;
    private static final int DEPTH_MAX = 64;

    private final Schema schema;

    public EditReader(Schema schema) {
        this.schema = schema;
    }

    /**
     * Reads the element that the reader stands on, and leaves the reader at its end.
     *
     * @param xml a reader that knows namespaces and no document types, at the start of the element around the top-level
     *     nodes
     * @return the edit; its root has the root of the schema
     * @throws XMLStreamException if the text is not well-formed, or nested more than 64 deep
     * @throws DatastoreException with everything that does not fit the model
     */
    public EditNode read(XMLStreamReader xml) throws XMLStreamException, DatastoreException {
        List<DataError> errors = new ArrayList<>();
        Pass pass = new Pass(xml, errors);
        EditNode root = new EditNode(
                schema.root(),
                pass.attributes(schema.root(), "/").operation(),
                Optional.empty(),
                Optional.empty(),
                pass.children(schema.root(), ""),
                xml.getLocation().getLineNumber());
        if (!errors.isEmpty()) {
            throw new DatastoreException(errors);
        }
        return root;
    }

    private static final class Pass {
        private final XMLStreamReader xml;
        private final List<DataError> errors;

        Pass(XMLStreamReader xml, List<DataError> errors) {
            this.xml = xml;
            this.errors = errors;
        }

        /** The children of the element, to its end. */
        List<EditNode> children(InnerSchema around, String path) throws XMLStreamException {
            List<EditNode> children = new ArrayList<>();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                switch (xml.getEventType()) {
                    case XMLStreamConstants.START_ELEMENT -> child(around, path).ifPresent(children::add);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!xml.isWhiteSpace()) {
                            error(DataError.data(
                                    ErrorTag.INVALID_VALUE, shown(path),
                                    "unexpected text \"" + xml.getText().strip() + '"'));
                        }
                    }
                    case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not accepted");
                    default -> {}
                }
            }
            return children;
        }

        private Optional<EditNode> child(InnerSchema around, String path) throws XMLStreamException {
            String namespace = Objects.requireNonNullElse(xml.getNamespaceURI(), "");
            Optional<SchemaNode> found = around.child(namespace, xml.getLocalName()).filter(SchemaNode::config);
            if (found.isEmpty()) {
                error(EditMarks.unknown(around, namespace, xml.getLocalName(), shown(path)));
                skip();
                return Optional.empty();
            }
            SchemaNode node = found.get();
            int line = xml.getLocation().getLineNumber();
            EditMarks marks = attributes(node, path + "/" + node.pathName());
            return switch (node) {
                case InnerSchema inner -> Optional.of(new EditNode(
                        node, marks.operation(), marks.insert(), Optional.empty(),
                        children(inner, path + "/" + node.pathName()), line));
                case ValueSchema leaf -> value(leaf, path + "/" + node.pathName(), marks, line);
            };
        }

        private Optional<EditNode> value(ValueSchema leaf, String path, EditMarks marks, int line)
                throws XMLStreamException {
            String text = text(path);
            boolean deleted = marks.operation()
                    .filter(operation -> operation == Operation.DELETE || operation == Operation.REMOVE)
                    .isPresent();
            Optional<String> value = Optional.empty();
            if (!(deleted && text.isBlank() && !(leaf instanceof LeafListSchema))) {
                try {
                    value = Optional.of(leaf.type().canonical(text, xml.getNamespaceContext()));
                } catch (ValueException e) {
                    error(DataError.data(ErrorTag.INVALID_VALUE, path, e.getMessage()));
                    return Optional.empty();
                }
            }
            if (marks.reset() && !(leaf instanceof LeafSchema single && single.defaultValue().equals(value))) {
                error(DataError.data(ErrorTag.INVALID_VALUE, path, "is marked as the default, which it is not"));
            }
            return Optional.of(new EditNode(leaf, marks.operation(), marks.insert(), value, List.of(), line));
        }

        private String text(String path) throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                switch (xml.getEventType()) {
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text.append(
                            xml.getText());
                    case XMLStreamConstants.START_ELEMENT -> {
                        error(DataError.data(ErrorTag.UNKNOWN_ELEMENT, path, "takes a value, not elements")
                                .with(DataError.NETCONF, "bad-element", xml.getLocalName()));
                        skip();
                    }
                    default -> {}
                }
            }
            return text.toString();
        }

        EditMarks attributes(SchemaNode node, String path) {
            return EditMarks.read(xml, node, path, this::error);
        }

        private void skip() throws XMLStreamException {
            int depth = 1;
            while (depth > 0) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {}
                }
                if (depth > DEPTH_MAX) {
                    throw new XMLStreamException("elements are nested more than " + DEPTH_MAX + " deep");
                }
            }
        }

        private void error(DataError error) {
            if (errors.size() < ERRORS_MAX) {
                errors.add(error);
            }
        }

        private static String shown(String path) {
            return path.isEmpty() ? "/" : path;
        }
    }
}
