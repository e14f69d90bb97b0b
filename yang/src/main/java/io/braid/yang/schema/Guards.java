package io.braid.yang.schema;

import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.EffectiveStatementEquivalent;
import org.opendaylight.yangtools.yang.model.api.meta.DeclaredStatement;
import org.opendaylight.yangtools.yang.model.api.meta.EffectiveStatement;

/** Finds statements of extensions that guard a node. */
final class Guards {
    private static final String ACM = "urn:ietf:params:xml:ns:yang:ietf-netconf-acm";
    private static final String TYPES = "urn:braid:yang:braid-types";

    private Guards() {}

    static Guard of(org.opendaylight.yangtools.yang.model.api.SchemaNode model) {
        if (!(model instanceof EffectiveStatementEquivalent<?> equivalent)) {
            return Guard.NONE;
        }
        EffectiveStatement<?, ?> statement = equivalent.asEffectiveStatement();
        if (has(statement, ACM, "default-deny-all") || secret(statement)) {
            return Guard.ALL;
        }
        return has(statement, ACM, "default-deny-write") ? Guard.WRITE : Guard.NONE;
    }

    /** Whether it is marked as secret ({@code braid-types:secret}). */
    static boolean secret(EffectiveStatement<?, ?> statement) {
        return has(statement, TYPES, "secret");
    }

    /** The effective model leaves out statements of extensions that it does not know. */
    private static boolean has(EffectiveStatement<?, ?> statement, String namespace, String extension) {
        DeclaredStatement<?> declared = statement.getDeclared();
        Stream<QName> names = declared == null
                ? Stream.empty()
                : declared.declaredSubstatements().stream()
                        .map(part -> part.statementDefinition().getStatementName());
        return names.anyMatch(name -> name.getLocalName().equals(extension)
                && name.getNamespace().toString().equals(namespace));
    }
}
