package io.braid.netconf.xml;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;

/** The prefixes that mean something at some place of a document. */
public final class Prefixes implements NamespaceContext {
    /** Only what XML itself defines. */
    public static final Prefixes NONE = new Prefixes(Map.of());

    private final Map<String, String> namespaces;

    private Prefixes(Map<String, String> namespaces) {
        this.namespaces = namespaces;
    }

    /** These prefixes, and further ones that hide them. */
    Prefixes with(Map<String, String> declared) {
        if (declared.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(namespaces);
        all.putAll(declared);
        return new Prefixes(all);
    }

    /** The prefixes that are declared, with their namespaces; the empty prefix is the default namespace. */
    public Map<String, String> declared() {
        return Map.copyOf(namespaces);
    }

    @Override
    public String getNamespaceURI(String prefix) {
        return switch (prefix) {
            case XMLConstants.XML_NS_PREFIX -> XMLConstants.XML_NS_URI;
            case XMLConstants.XMLNS_ATTRIBUTE -> XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
            default -> namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
        };
    }

    @Override
    public String getPrefix(String namespace) {
        return prefixes(namespace).findFirst().orElse(null);
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
        return prefixes(namespace).iterator();
    }

    private Stream<String> prefixes(String namespace) {
        return namespaces.entrySet().stream()
                .filter(each -> each.getValue().equals(namespace))
                .map(Map.Entry::getKey);
    }
}
