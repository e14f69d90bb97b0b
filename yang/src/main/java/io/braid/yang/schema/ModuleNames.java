package io.braid.yang.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import org.opendaylight.yangtools.yang.model.api.Module;

/** The prefixes of values in canonical form: names of modules. */
public final class ModuleNames implements NamespaceContext {
    private final Map<String, String> namespaces;
    private final String own;

    /** The names of all modules of a schema. */
    public ModuleNames(Schema schema) {
        this(new HashMap<>(), "");
        for (Module module : schema.context().getModules()) {
            namespaces.put(module.getName(), module.getNamespace().toString());
        }
    }

    private ModuleNames(Map<String, String> namespaces, String own) {
        this.namespaces = namespaces;
        this.own = own;
    }

    /** The same names where a value without one is of this namespace (RFC 7951 §6.8). */
    public ModuleNames within(String namespace) {
        return new ModuleNames(namespaces, namespace);
    }

    @Override
    public String getNamespaceURI(String prefix) {
        return prefix.isEmpty() ? own : namespaces.getOrDefault(prefix, "");
    }

    @Override
    public String getPrefix(String namespace) {
        return namespaces.entrySet().stream()
                .filter(module -> module.getValue().equals(namespace))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
        String prefix = getPrefix(namespace);
        return prefix == null ? Collections.emptyIterator() : Collections.singleton(prefix).iterator();
    }
}
