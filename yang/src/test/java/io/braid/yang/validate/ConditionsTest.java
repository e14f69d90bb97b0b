package io.braid.yang.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.braid.yang.codec.Document;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.SchemaNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No condition of the model is there in vain: the wrong documents break each of them. */
final class ConditionsTest {
    @Test
    void eachMustIsBrokenBySomeWrongDocument() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Violation violation : violations()) {
            if (violation.kind() == Violation.Kind.MUST) {
                broken.add(violation.at().schema().path() + " " + violation.message());
            }
        }
        Set<String> all = musts(Models.braid().root()).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(all.isEmpty());
        assertEquals(all, broken);
    }

    @Test
    void aMissingSourceModeHasItsOwnTag() throws IOException {
        // S5.4-a: a client can tell this refusal from others without reading English.
        assertEquals(
                Set.of(Optional.of("source-address-mode-required")),
                violations().stream()
                        .filter(violation -> violation.message().contains("source-address/ipv4/mode"))
                        .map(Violation::appTag)
                        .collect(Collectors.toSet()));
    }

    private static List<Violation> violationsOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Document document = new XmlReader(Models.braid(), 1 << 20).read(in);
            return new Validator(Models.braid()).validate(document.root());
        }
    }

    private static Set<Violation> violations() throws IOException {
        Set<Violation> all = new HashSet<>();
        for (String name : new String[] {"acl", "addresses", "any-port", "implicit", "rules", "system-rules"}) {
            all.addAll(violationsOf(Path.of("src/test/resources/documents/mcp/wrong/" + name + ".xml")));
        }
        return all;
    }

    private static Stream<String> musts(SchemaNode node) {
        Stream<String> own = node.musts().stream()
                .map(must -> node.path() + " " + must.message().orElseThrow());
        return node instanceof InnerSchema inner
                ? Stream.concat(own, inner.children().stream().flatMap(ConditionsTest::musts))
                : own;
    }
}
