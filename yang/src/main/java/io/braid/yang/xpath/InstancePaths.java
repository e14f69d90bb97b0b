package io.braid.yang.xpath;

import com.google.common.collect.ImmutableBiMap;
import io.braid.yang.schema.Schema;
import javax.xml.xpath.XPathExpressionException;
import org.opendaylight.yangtools.yang.common.BiMapYangNamespaceContext;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.xpath.api.YangLocationPath;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathExpression;
import org.opendaylight.yangtools.yang.xpath.impl.AntlrXPathParserFactory;

/** Parses instance-identifiers in canonical form: prefixes are names of modules. */
final class InstancePaths {
    private static final AntlrXPathParserFactory PARSERS = new AntlrXPathParserFactory();

    private InstancePaths() {}

    static YangLocationPath parse(Schema schema, String text) {
        ImmutableBiMap.Builder<String, QNameModule> modules = ImmutableBiMap.builder();
        for (Module module : schema.context().getModules()) {
            modules.put(module.getName(), module.getQNameModule());
        }
        try {
            YangXPathExpression parsed = PARSERS.newParser(new BiMapYangNamespaceContext(modules.build()))
                    .parseExpression(text);
            if (parsed.getRootExpr() instanceof YangLocationPath path) {
                return path;
            }
            throw new XPathException(text + " is no instance-identifier");
        } catch (XPathExpressionException e) {
            throw new XPathException(text + " is no instance-identifier: " + e.getMessage());
        }
    }
}
