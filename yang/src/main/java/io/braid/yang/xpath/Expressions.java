package io.braid.yang.xpath;

import io.braid.yang.schema.Schema;
import java.util.Optional;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPathExpressionException;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.common.YangNamespaceContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathExpression;
import org.opendaylight.yangtools.yang.xpath.impl.AntlrXPathParserFactory;

/** Evaluates expressions that users write. Names without a prefix mean those of any module. */
public final class Expressions {
    /** Longest expression: the parser goes as deep as an expression is nested. */
    public static final int LENGTH_MAX = 4096;

    private static final AntlrXPathParserFactory PARSERS = new AntlrXPathParserFactory();

    private Expressions() {}

    /**
     * Evaluates an expression.
     *
     * @param prefixes the namespaces of prefixes where it was written
     * @throws XPathException if it is none, or too long
     */
    public static Value evaluate(Evaluator evaluator, String text, NamespaceContext prefixes, Instance context) {
        return evaluator.evaluate(parse(evaluator.schema(), text, prefixes), context);
    }

    private static YangXPathExpression parse(Schema schema, String text, NamespaceContext prefixes) {
        if (text.length() > LENGTH_MAX) {
            throw new XPathException("an expression has at most " + LENGTH_MAX + " characters");
        }
        try {
            return PARSERS.newParser(new Namespaces(schema, prefixes)).parseExpression(text);
        } catch (XPathExpressionException | IllegalArgumentException e) {
            throw new XPathException("\"" + text + "\" is no expression: " + e.getMessage());
        }
    }

    private static final class Namespaces implements YangNamespaceContext {
        private static final long serialVersionUID = 1;
        private final transient Schema schema;
        private final transient NamespaceContext prefixes;

        Namespaces(Schema schema, NamespaceContext prefixes) {
            this.schema = schema;
            this.prefixes = prefixes;
        }

        @Override
        public QNameModule namespaceForPrefix(String prefix) {
            String namespace = Optional.ofNullable(prefixes.getNamespaceURI(prefix)).orElse("");
            return schema.context().getModules().stream()
                    .filter(module -> module.getNamespace().toString().equals(namespace))
                    .findFirst()
                    .map(Module::getQNameModule)
                    .orElse(null);
        }

        @Override
        public String prefixForNamespace(QNameModule module) {
            return prefixes.getPrefix(module.namespace().toString());
        }
    }
}
