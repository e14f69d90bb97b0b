package io.braid.yang.schema;

import java.util.Collection;
import java.util.List;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.common.XMLNamespace;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodec;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodecFactory;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.IdentitySchemaNode;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;

/** Makes the types of leaves. */
final class TypeBuilder {
    private final EffectiveModelContext context;
    private final XmlCodecFactory codecs;

    TypeBuilder(EffectiveModelContext context) {
        this.context = context;
        this.codecs = XmlCodecFactory.create(context);
    }

    /** The type of a leaf or leaf-list that stands at this path below a tree's root. */
    ValueType of(TypedDataSchemaNode model, SchemaInferenceStack root, List<QName> path) {
        // A leafref is resolved relative to its leaf: the stack has to stand there.
        SchemaInferenceStack stack = root.copy();
        path.forEach(stack::enterDataTree);
        XmlCodec<?> codec = codecs.codecFor(model, stack);
        TypeDefinition<?> declared = model.getType();
        TypeDefinition<?> real = declared instanceof LeafrefTypeDefinition ref ? stack.resolveLeafref(ref) : declared;
        return new ValueType(codec, declared, real, this::identity, module -> module(module).getName(), this::named);
    }

    private Module module(QNameModule name) {
        return context.findModule(name).orElseThrow();
    }

    /** Paths that people write may have names of modules without declaring them. */
    private String named(String prefix, String namespace) {
        boolean declared = namespace != null && !namespace.isEmpty();
        Collection<? extends Module> found =
                declared ? context.findModules(XMLNamespace.of(namespace)) : context.findModules(prefix);
        return found.stream().map(Module::getName).findFirst().orElse(null);
    }

    private IdentitySchemaNode identity(QName name) {
        return module(name.getModule()).getIdentities().stream()
                .filter(identity -> identity.getQName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A default value in canonical form; its prefixes are those of the module that has it. */
    String canonical(ValueType type, String text, SchemaNode.Common leaf) {
        Module module = module(leaf.qname().getModule());
        try {
            return type.canonical(text, new ModulePrefixes(context, module));
        } catch (ValueException e) {
            throw new ModelException("default of " + leaf.qname() + ": " + e.getMessage(), e);
        }
    }
}
