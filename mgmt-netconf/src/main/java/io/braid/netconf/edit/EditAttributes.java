package io.braid.netconf.edit;

import io.braid.netconf.xml.Attribute;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.edit.Insert;
import io.braid.yang.edit.Operation;
import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.ErrorType;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.tree.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The attributes of a node of an edit: operation (RFC 6241 §7.2), insert, key and value (RFC 7950 §7.7.9, §7.8.6), default
 * (RFC 6243 §6.2).
 *
 * @param operation what to do
 * @param insert where it goes
 * @param reset whether the node is marked as having its default, which removes it
 * @param resetTo the default that it has to have then
 * @param errors what is wrong
 */
record EditAttributes(
        Optional<Operation> operation,
        Optional<Insert> insert,
        boolean reset,
        String resetTo,
        List<DataError> errors) {
    private static final EditAttributes NONE =
            new EditAttributes(Optional.empty(), Optional.empty(), false, "", List.of());

    static EditAttributes of(SchemaNode schema, Element element, Supplier<String> path) {
        return element.attributes().isEmpty() ? NONE : new Pass(schema, element, path).read();
    }

    private static final class Pass {
        private final SchemaNode schema;
        private final Element element;
        private final Supplier<String> path;
        private final List<DataError> errors = new ArrayList<>();

        Pass(SchemaNode schema, Element element, Supplier<String> path) {
            this.schema = schema;
            this.element = element;
            this.path = path;
        }

        EditAttributes read() {
            element.attributes().stream().filter(each -> !known(each)).forEach(each -> wrong(
                    ErrorTag.UNKNOWN_ATTRIBUTE, each.name(), "the attribute " + each.name() + " has no meaning here"));
            Optional<Operation> operation = element.attribute(Names.BASE, "operation").flatMap(this::operation);
            boolean reset = element.attribute(Names.DEFAULT_ATTRIBUTE, "default").filter(this::isTrue).isPresent();
            String fallback = schema instanceof LeafSchema leaf ? leaf.defaultValue().orElse("") : "";
            return new EditAttributes(
                    reset ? Optional.of(Operation.REMOVE) : operation, insert(), reset, fallback, errors);
        }

        private boolean known(Attribute attribute) {
            boolean ordered = schema instanceof ListSchema list && list.userOrdered()
                    || schema instanceof LeafListSchema values && values.userOrdered();
            return switch (attribute.namespace()) {
                case Names.BASE -> attribute.name().equals("operation");
                case Names.YANG -> ordered
                        && (attribute.name().equals("insert")
                                || attribute.name().equals(schema instanceof ListSchema ? "key" : "value"));
                case Names.DEFAULT_ATTRIBUTE -> attribute.name().equals("default") && schema instanceof LeafSchema;
                default -> false;
            };
        }

        private boolean isTrue(String text) {
            boolean truth = text.strip().equals("true") || text.strip().equals("1");
            if (!truth && !text.strip().equals("false") && !text.strip().equals("0")) {
                wrong(ErrorTag.BAD_ATTRIBUTE, "default", "the attribute default is true or false");
            }
            return truth;
        }

        private Optional<Operation> operation(String text) {
            Optional<Operation> operation = Operation.of(text.strip()).filter(each -> each != Operation.NONE);
            if (operation.isEmpty()) {
                wrong(
                        ErrorTag.BAD_ATTRIBUTE,
                        "operation",
                        "\"" + text + "\" is no operation: use merge, replace, create, delete or remove");
            }
            return operation;
        }

        private Optional<Insert> insert() {
            Optional<String> text = element.attribute(Names.YANG, "insert").map(String::strip);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Optional<Insert.Where> where = Stream.of(Insert.Where.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text.get()))
                    .findFirst();
            if (where.isEmpty()) {
                wrong(
                        ErrorTag.BAD_ATTRIBUTE,
                        "insert",
                        "\"" + text.get() + "\" is no place: use first, last, before or after");
                return Optional.empty();
            }
            boolean relative = where.get() == Insert.Where.BEFORE || where.get() == Insert.Where.AFTER;
            return relative ? anchor().map(key -> new Insert(where.get(), Optional.of(key)))
                    : Optional.of(new Insert(where.get(), Optional.empty()));
        }

        private Optional<Key> anchor() {
            String name = schema instanceof ListSchema ? "key" : "value";
            Optional<String> text = element.attribute(Names.YANG, name);
            if (text.isEmpty()) {
                wrong(
                        ErrorTag.MISSING_ATTRIBUTE,
                        name,
                        "before and after need the attribute " + name + " that names the other entry");
                return Optional.empty();
            }
            try {
                return switch (schema) {
                    case ListSchema list -> Optional.of(KeyText.parse(list, text.get(), element.prefixes()));
                    case LeafListSchema values -> Optional.of(
                            Key.of(values.type().canonical(text.get(), element.prefixes())));
                    default -> Optional.empty();
                };
            } catch (ValueException e) {
                wrong(ErrorTag.BAD_ATTRIBUTE, name, e.getMessage());
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                wrong(ErrorTag.BAD_ATTRIBUTE, name, e.getMessage());
                return Optional.empty();
            }
        }

        private void wrong(ErrorTag tag, String attribute, String message) {
            errors.add(new DataError(ErrorType.PROTOCOL, tag, Optional.empty(), path.get(), message, List.of())
                    .with(DataError.NETCONF, "bad-attribute", attribute)
                    .with(DataError.NETCONF, "bad-element", element.name()));
        }
    }
}
