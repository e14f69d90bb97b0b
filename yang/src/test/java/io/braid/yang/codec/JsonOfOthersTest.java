package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.Yanglint;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Contents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Yanglint reads our JSON, and we read its JSON: both have the same document. */
final class JsonOfOthersTest {
    private static final int BYTES_MAX = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"kitchen/good/full", "kitchen/good/closed", "mcp/good/two-services", "mcp/good/everything"})
    void bothHaveTheSameDocument(String name) throws Exception {
        boolean kitchen = name.startsWith("kitchen");
        Schema schema = kitchen ? Kitchen.SCHEMA : Models.braid();
        Path module = kitchen
                ? Path.of("src/test/resources/yang/kitchen@2026-11-23.yang")
                : Yanglint.module(Models.text(Models.MODULES.stream()
                        .filter(each -> each.startsWith("braid-mcp@"))
                        .findFirst()
                        .orElseThrow()));
        Path original = Path.of("src/test/resources/documents", name + ".xml");
        Branch root;
        try (InputStream in = Files.newInputStream(original)) {
            root = read(new XmlReader(schema, BYTES_MAX).read(in));
        }

        Path ours = folder.resolve("ours.json");
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, new JsonWriter(lines::add));
        Files.write(ours, lines);
        Yanglint.Verdict xml = Yanglint.converted(module, ours, "xml");
        assertTrue(xml.accepted(), xml::said);
        String wrapped = "<config xmlns='" + XmlReader.NETCONF + "'>" + xml.said() + "</config>";
        same(root, read(new XmlReader(schema, BYTES_MAX).read(stream(wrapped))));

        Yanglint.Verdict theirs = Yanglint.converted(module, Files.writeString(folder.resolve("theirs.xml"), xml.said()), "json");
        assertTrue(theirs.accepted(), theirs::said);
        same(root, read(new JsonReader(schema, BYTES_MAX).read(stream(theirs.said()))));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Branch read(Document document) throws IOException {
        assertEquals(List.of(), document.problems());
        return document.root();
    }

    private static void same(Branch a, Branch b) {
        assertTrue(Contents.same(a, b), () -> set(a) + "\nis not\n" + set(b));
    }

    private static String set(Branch root) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, new SetWriter(lines::add));
        return String.join("\n", lines);
    }
}
