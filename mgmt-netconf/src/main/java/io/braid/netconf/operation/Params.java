package io.braid.netconf.operation;

import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.view.Defaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of an operation: only known ones, each at most once. */
final class Params {
    private static final String WITH_DEFAULTS = "with-defaults";

    /** Parameters that other modules add to the protocol's operations, and the namespaces of these. */
    private static final Map<String, String> ADDED =
            Map.of(WITH_DEFAULTS, Names.WITH_DEFAULTS, "comment", Names.CONFIGURATION);

    private final Element request;

    /**
     * The parameters of a request.
     *
     * @param known the names of the operation's own parameters
     */
    Params(Element request, Set<String> known) throws DatastoreException {
        this.request = request;
        for (Element child : request.children()) {
            if (!known.contains(child.name()) || !child.namespace().equals(namespace(child.name()))) {
                throw unknown(child, request);
            }
            if (request.children().stream().anyMatch(other ->
                    other != child && other.is(child.namespace(), child.name()))) {
                throw bad(child.name(), child.name() + " stands twice in " + request.name());
            }
        }
    }

    private String namespace(String parameter) {
        return ADDED.getOrDefault(parameter, request.namespace());
    }

    private static DatastoreException unknown(Element child, Element around) {
        return new DatastoreException(DataError.protocol(
                        ErrorTag.UNKNOWN_ELEMENT, around.name() + " has no parameter " + child.name() + " here")
                .with(DataError.NETCONF, "bad-element", child.name()));
    }

    Optional<Element> find(String name) {
        return request.child(namespace(name), name);
    }

    Element need(String name) throws DatastoreException {
        return find(name)
                .orElseThrow(() -> new DatastoreException(DataError.protocol(
                                ErrorTag.MISSING_ELEMENT, request.name() + " needs the parameter " + name)
                        .with(DataError.NETCONF, "bad-element", name)));
    }

    Optional<String> text(String name) {
        return find(name).map(Element::value);
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** The only element in a parameter. */
    Element only(String name) throws DatastoreException {
        Element parameter = need(name);
        List<Element> inside = parameter.children();
        if (inside.size() == 1) {
            return inside.getFirst();
        }
        throw inside.isEmpty()
                ? new DatastoreException(DataError.protocol(
                                ErrorTag.MISSING_ELEMENT, name + " needs an element that says which")
                        .with(DataError.NETCONF, "bad-element", name))
                : bad(name, name + " has one element in it, not " + inside.size());
    }

    /** The retrieval mode; the basic mode if none is given (RFC 6243 §4.5.1). */
    Defaults defaults() throws DatastoreException {
        Optional<String> text = text(WITH_DEFAULTS);
        if (text.isEmpty()) {
            return Defaults.EXPLICIT;
        }
        return Defaults.of(text.get())
                .orElseThrow(() -> invalid(WITH_DEFAULTS, "\"" + text.get()
                        + "\" is no mode: use report-all, report-all-tagged, trim or explicit"));
    }

    static DatastoreException bad(String element, String message) {
        return new DatastoreException(DataError.protocol(ErrorTag.BAD_ELEMENT, message)
                .with(DataError.NETCONF, "bad-element", element));
    }

    static DatastoreException invalid(String element, String message) {
        return new DatastoreException(DataError.protocol(ErrorTag.INVALID_VALUE, message)
                .with(DataError.NETCONF, "bad-element", element));
    }
}
