package io.braid.netconf.data;

import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.error.QualifiedPath;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.ValueSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.InstanceIdentifierTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** Writes canonical values as XML has them: names of modules become prefixes, which are declared. For one thread. */
public final class ValueWriter {
    private final Schema schema;
    private final Map<ValueSchema, Names> kinds = new HashMap<>();

    /** Which names with prefixes the values of a leaf can have. */
    private record Names(boolean identities, boolean paths) {}

    public ValueWriter(Schema schema) {
        this.schema = schema;
    }

    /** Writes the content of an element that was just begun. */
    public void write(XmlOutput out, ValueSchema leaf, String value) throws IOException {
        Names names = kinds.computeIfAbsent(leaf, each -> new Names(
                has(each.type().real(), IdentityrefTypeDefinition.class),
                has(each.type().real(), InstanceIdentifierTypeDefinition.class)));
        if (names.identities && isIdentity(value)) {
            declare(out, Set.of(value.substring(0, value.indexOf(':'))));
            out.text(value);
        } else if (names.paths && value.startsWith("/")) {
            path(out, value);
        } else if (!value.isEmpty()) {
            out.text(value);
        }
    }

    /** Writes a path as the content of an element that was just begun. */
    public void path(XmlOutput out, String path) throws IOException {
        QualifiedPath qualified = QualifiedPath.of(path);
        declare(out, qualified.modules());
        out.text(qualified.text());
    }

    private void declare(XmlOutput out, Set<String> modules) throws IOException {
        for (String name : modules) {
            Optional<? extends Module> module =
                    schema.context().findModules(name).stream().findFirst();
            if (module.isPresent()) {
                out.prefix(name, module.get().getNamespace().toString());
            }
        }
    }

    /** In a union, a text may look like an identity. */
    private boolean isIdentity(String value) {
        int colon = value.indexOf(':');
        return colon > 0
                && schema.context().findModules(value.substring(0, colon)).stream()
                        .flatMap(module -> module.getIdentities().stream())
                        .anyMatch(identity -> identity.getQName().getLocalName().equals(value.substring(colon + 1)));
    }

    private static boolean has(TypeDefinition<?> type, Class<?> wanted) {
        List<TypeDefinition<?>> members =
                type instanceof UnionTypeDefinition union ? List.copyOf(union.getTypes()) : List.of();
        return wanted.isInstance(type) || members.stream().anyMatch(member -> has(member, wanted));
    }
}
