package io.braid.netconf.operation;

import io.braid.netconf.xml.Element;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import io.braid.yang.xpath.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The action that a request leads to (RFC 7950 §7.15.2): containers and list entries with their keys, and in the innermost
 * the action.
 *
 * @param action what is to be done
 * @param on the node that it is done with, which exists
 * @param element the element of the action, with its input
 */
record ActionTarget(OperationSchema action, DataPath on, Element element) {
    static ActionTarget find(Instance around, Element element) throws DatastoreException {
        InnerSchema schema = (InnerSchema) around.schema();
        Optional<OperationSchema> action = schema.operations().stream()
                .filter(each -> element.is(each.namespace(), each.name()))
                .findFirst();
        if (action.isPresent() && around.parent().isPresent()) {
            return new ActionTarget(action.get(), around.place(), element);
        }
        Optional<SchemaNode> child = schema.child(element.namespace(), element.name());
        if (!(child.orElse(null) instanceof InnerSchema inner)) {
            throw new DatastoreException(DataError.data(
                            ErrorTag.UNKNOWN_ELEMENT, around.toString(), "has no node or action " + element.name())
                    .with(DataError.NETCONF, "bad-element", element.name()));
        }
        Instance next = inner instanceof ListSchema list ? entry(around, list, element) : container(around, inner);
        List<Element> further = element.children().stream()
                .filter(each -> !(inner instanceof ListSchema list && isKey(list, each)))
                .toList();
        if (further.size() != 1) {
            throw new DatastoreException(DataError.data(
                            ErrorTag.MISSING_ELEMENT, next.path(), "one node or action has to be in it, not " + further.size())
                    .with(DataError.NETCONF, "bad-element", element.name()));
        }
        return find(next, further.getFirst());
    }

    private static Instance container(Instance around, InnerSchema inner) throws DatastoreException {
        return around.children(inner).stream()
                .findFirst()
                .orElseThrow(() -> missing(around.path() + "/" + inner.pathName()));
    }

    private static Instance entry(Instance around, ListSchema list, Element element) throws DatastoreException {
        List<String> values = new ArrayList<>();
        for (LeafSchema leaf : list.keys()) {
            Element given = element.child(leaf.namespace(), leaf.name())
                    .orElseThrow(() -> new DatastoreException(DataError.data(
                                    ErrorTag.MISSING_ELEMENT,
                                    around.path() + "/" + list.pathName(),
                                    "lacks its key " + leaf.name())
                            .with(DataError.NETCONF, "bad-element", leaf.name())));
            try {
                values.add(leaf.type().canonical(given.text(), given.prefixes()));
            } catch (ValueException e) {
                throw new DatastoreException(DataError.data(
                        ErrorTag.INVALID_VALUE,
                        around.path() + "/" + list.pathName() + "/" + leaf.pathName(),
                        e.getMessage()));
            }
        }
        Key key = new Key(values);
        return around.entry(list, key)
                .orElseThrow(() -> missing(around.path() + "/" + list.pathName() + key.predicates(list)));
    }

    private static boolean isKey(ListSchema list, Element element) {
        return list.keys().stream().anyMatch(key -> element.is(key.namespace(), key.name()));
    }

    private static DatastoreException missing(String path) {
        return new DatastoreException(DataError.data(ErrorTag.DATA_MISSING, path, "does not exist"));
    }
}
