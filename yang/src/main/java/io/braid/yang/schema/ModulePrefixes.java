package io.braid.yang.schema;

import java.util.Collections;
import java.util.Iterator;
import javax.xml.namespace.NamespaceContext;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;

/** The prefixes that a module's own text uses; no prefix means the module itself (RFC 7950 §6.4.1). */
final class ModulePrefixes implements NamespaceContext {
    private final EffectiveModelContext context;
    private final Module module;

    ModulePrefixes(EffectiveModelContext context, Module module) {
        this.context = context;
        this.module = module;
    }

    @Override
    public String getNamespaceURI(String prefix) {
        if (prefix.isEmpty() || prefix.equals(module.getPrefix())) {
            return module.getNamespace().toString();
        }
        return module.getImports().stream()
                .filter(imported -> imported.getPrefix().equals(prefix))
                .flatMap(imported -> context.findModules(imported.getModuleName().getLocalName()).stream())
                .map(found -> found.getNamespace().toString())
                .findFirst()
                .orElse("");
    }

    @Override
    public String getPrefix(String namespace) {
        return module.getNamespace().toString().equals(namespace) ? module.getPrefix() : null;
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
        String prefix = getPrefix(namespace);
        return prefix == null ? Collections.emptyIterator() : Collections.singleton(prefix).iterator();
    }
}
