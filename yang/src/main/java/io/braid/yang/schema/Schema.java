package io.braid.yang.schema;

import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/**
 * A set of YANG modules.
 *
 * @param root the node above the top-level nodes of all modules
 * @param notifications the node above the notifications of all modules
 * @param context what yangtools knows of the modules
 * @param digest tells these modules from others, and from other texts of the same modules
 */
public record Schema(ContainerSchema root, ContainerSchema notifications, EffectiveModelContext context, String digest) {
    /** All modules in the order of their names. */
    public List<ModuleInfo> modules() {
        return ModuleInfo.of(this);
    }

    /** The namespace of the module with this name. */
    public Optional<String> namespace(String module) {
        return context.findModules(module).stream()
                .map(found -> found.getNamespace().toString())
                .findFirst();
    }

    /**
     * A notification.
     *
     * @throws IllegalArgumentException if the module has no such notification
     */
    public ContainerSchema notification(String module, String name) {
        return notifications.named(name)
                .filter(each -> each.module().equals(module))
                .findFirst()
                .map(ContainerSchema.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("no notification " + module + ":" + name));
    }

    /** What a person is told of the values of a leaf. */
    public TypeMeaning meaning(ValueSchema leaf) {
        return TypeMeaning.of(context, leaf);
    }

    /** Whether a text is an identity in canonical form, {@code module:name}. */
    public boolean isIdentity(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && context.findModules(text.substring(0, colon)).stream()
                        .flatMap(module -> module.getIdentities().stream())
                        .anyMatch(identity -> identity.getQName().getLocalName().equals(text.substring(colon + 1)));
    }
}
