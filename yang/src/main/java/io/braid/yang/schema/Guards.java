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
        if (has(statement, ACM, "default-deny-all") || secrecy(statement) != Secrecy.NONE) {
            return Guard.ALL;
        }
        return has(statement, ACM, "default-deny-write") ? Guard.WRITE : Guard.NONE;
    }

    /** Who is shown its values. */
    static Secrecy secrecy(EffectiveStatement<?, ?> statement) {
        if (has(statement, TYPES, "write-only")) {
            return Secrecy.WRITE_ONLY;
        }
        return has(statement, TYPES, "secret") ? Secrecy.SECRET : Secrecy.NONE;
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
