package io.braid.yang.store;

import io.braid.yang.schema.Schema;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import org.opendaylight.yangtools.yang.model.api.Module;

/** The prefixes of values in canonical form: names of modules. */
final class ModuleNames implements NamespaceContext {
    private final Map<String, String> namespaces = new HashMap<>();

    ModuleNames(Schema schema) {
        for (Module module : schema.context().getModules()) {
            namespaces.put(module.getName(), module.getNamespace().toString());
        }
    }

    @Override
    public String getNamespaceURI(String prefix) {
        return namespaces.getOrDefault(prefix, "");
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
