package io.braid.yang.xpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableBiMap;
import io.braid.yang.codec.Document;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.Kitchen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.xpath.XPathExpressionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.yangtools.yang.common.BiMapYangNamespaceContext;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.common.YangNamespaceContext;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathExpression;
import org.opendaylight.yangtools.yang.xpath.impl.AntlrXPathParserFactory;

/** Expressions over the good document of the kitchen, with their results; both in {@code xpath/cases.txt}. */
final class EvaluatorTest {
    private static final QNameModule MODULE =
            Kitchen.SCHEMA.root().child("kitchen").qname().getModule();

    private static Instance kitchen(Evaluator evaluator) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("src/test/resources/documents/kitchen/good/full.xml"))) {
            Document document = new XmlReader(Kitchen.SCHEMA, 1 << 20).read(in);
            return evaluator.root(document.root()).children().findFirst().orElseThrow();
        }
    }

    private static YangXPathExpression parse(String expression) throws XPathExpressionException {
        YangNamespaceContext prefixes = new BiMapYangNamespaceContext(
                ImmutableBiMap.copyOf(Map.of("k", MODULE)));
        return new AntlrXPathParserFactory().newParser(prefixes, MODULE).parseExpression(expression);
    }

    static List<String> cases() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/xpath/cases.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluates(String line) throws IOException, XPathExpressionException {
        String[] parts = line.split(" =>", 2);
        Evaluator evaluator = new Evaluator(Kitchen.SCHEMA);
        Value value = evaluator.evaluate(parse(parts[0].strip()), kitchen(evaluator));
        String shown = value instanceof Value.Nodes(List<Instance> nodes)
                ? nodes.stream()
                        .map(node -> node.path().replace("/kitchen:kitchen", ""))
                        .collect(Collectors.joining(" ", "{", "}"))
                : value.text();
        assertEquals(parts[1].strip(), shown);
    }

    @Test
    void anUnknownUseIsToldAndNotGuessed() throws IOException, XPathExpressionException {
        Evaluator evaluator = new Evaluator(Kitchen.SCHEMA);
        Instance kitchen = kitchen(evaluator);
        YangXPathExpression notNodes = parse("count('text')");
        assertThrows(XPathException.class, () -> evaluator.evaluate(notNodes, kitchen));
        YangXPathExpression badPattern = parse("re-match(note, '(')");
        assertThrows(XPathException.class, () -> evaluator.evaluate(badPattern, kitchen));
    }
}
