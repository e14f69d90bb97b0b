package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Nearest;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.tree.Key;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamReader;

/**
 * What the attributes of an element say (RFC 6241 §7.2, RFC 7950 §7.7.9, §7.8.6, RFC 6243 §6.2).
 *
 * @param operation what to do
 * @param insert where it goes
 * @param reset whether a leaf is to have its default, which its value has to be, because nobody sets it
 */
record EditMarks(Optional<Operation> operation, Optional<Insert> insert, boolean reset) {
    private static final String DEFAULT = "urn:ietf:params:xml:ns:netconf:default:1.0 default";
    private static final Set<String> TRUE = Set.of("true", "1");
    private static final Set<String> FALSE = Set.of("false", "0");

    /** Reads the attributes of the element that the reader stands on. */
    static EditMarks read(XMLStreamReader xml, SchemaNode node, String path, Consumer<DataError> errors) {
        Optional<Operation> operation = Optional.empty();
        Optional<Insert.Where> where = Optional.empty();
        Optional<Key> anchor = Optional.empty();
        boolean reset = false;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = Objects.requireNonNullElse(xml.getAttributeNamespace(i), "");
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            boolean good =
                    switch (namespace + " " + name) {
                        case DataError.NETCONF + " operation" -> {
                            operation = Operation.of(value).filter(found -> found != Operation.NONE);
                            yield operation.isPresent();
                        }
                        case DataError.YANG + " insert" -> {
                            where = Stream.of(Insert.Where.values())
                                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                                    .findFirst();
                            yield where.isPresent();
                        }
                        case DataError.YANG + " key" -> {
                            anchor = node instanceof ListSchema list
                                    ? KeyPredicates.read(list, value, xml.getNamespaceContext())
                                    : Optional.empty();
                            yield anchor.isPresent();
                        }
                        case DataError.YANG + " value" -> {
                            anchor = node instanceof LeafListSchema list
                                    ? canonical(list, value, xml)
                                    : Optional.empty();
                            yield anchor.isPresent();
                        }
                        case DEFAULT -> {
                            reset = TRUE.contains(value);
                            yield node instanceof LeafSchema && (reset || FALSE.contains(value));
                        }
                        default -> {
                            errors.accept(attribute(ErrorTag.UNKNOWN_ATTRIBUTE, path, name, "has no meaning here"));
                            yield true;
                        }
                    };
            if (!good) {
                errors.accept(attribute(ErrorTag.BAD_ATTRIBUTE, path, name, "cannot be \"" + value + '"'));
            }
        }
        boolean anchored = where.filter(Insert.Where.BEFORE::equals).isPresent()
                || where.filter(Insert.Where.AFTER::equals).isPresent();
        if (anchored && anchor.isEmpty()) {
            String name = node instanceof LeafListSchema ? "value" : "key";
            errors.accept(attribute(ErrorTag.MISSING_ATTRIBUTE, path, name, "is needed to say before or after what"));
        }
        Optional<Key> at = anchor;
        return new EditMarks(
                reset ? Optional.of(Operation.REMOVE) : operation, where.map(place -> new Insert(place, at)), reset);
    }

    private static Optional<Key> canonical(LeafListSchema list, String value, XMLStreamReader xml) {
        try {
            return Optional.of(Key.of(list.type().canonical(value, xml.getNamespaceContext())));
        } catch (ValueException e) {
            return Optional.empty();
        }
    }

    private static DataError attribute(ErrorTag tag, String path, String name, String reason) {
        return DataError.data(tag, path, "the attribute " + name + " " + reason)
                .with(DataError.NETCONF, "bad-attribute", name)
                .with(DataError.NETCONF, "bad-element", path.substring(path.lastIndexOf('/') + 1));
    }

    /** An element that is no configuration here. */
    static DataError unknown(InnerSchema around, String namespace, String name, String path) {
        List<String> known = around.children().stream()
                .filter(SchemaNode::config)
                .map(SchemaNode::name)
                .toList();
        boolean state = around.child(namespace, name).isPresent();
        boolean strange = around.named(name).findFirst().isPresent() && !state;
        String reason = state
                ? "is state of the system, not configuration"
                : strange
                        ? "is not in the namespace \"" + namespace + '"'
                        : "is unknown" + Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
        DataError error = DataError.data(
                        strange ? ErrorTag.UNKNOWN_NAMESPACE : ErrorTag.UNKNOWN_ELEMENT, path, name + " " + reason)
                .with(DataError.NETCONF, "bad-element", name);
        return strange ? error.with(DataError.NETCONF, "bad-namespace", namespace) : error;
    }
}
