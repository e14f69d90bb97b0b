package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.EditNode;
import io.braid.yang.edit.EditNodes;
import io.braid.yang.edit.EditReader;
import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Contents;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Entries;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Values;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was saved loads back equal, in each form; and a difference, written as commands or as NETCONF, makes one of the other. */
class RoundTripTest {
    private static final long BYTES_MAX = 1 << 24;

    @Provide
    Arbitrary<Schema> schemas() {
        return Arbitraries.of(Kitchen.SCHEMA, Market.SCHEMA, Models.braid());
    }

    @Property(tries = 150)
    void xml(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Branch root = new RandomTrees(schema, random).root(schema);
        List<String> lines = written(root, out -> new XmlWriter(schema, "config", out));
        same(root, new XmlReader(schema, BYTES_MAX).read(stream(lines)), lines);
    }

    @Property(tries = 150)
    void json(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Branch root = new RandomTrees(schema, random).root(schema);
        List<String> lines = written(root, JsonWriter::new);
        same(root, new JsonReader(schema, BYTES_MAX).read(stream(lines)), lines);
    }

    @Property(tries = 150)
    void braces(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Branch root = new RandomTrees(schema, random).root(schema);
        List<String> lines = written(root, CurlyWriter::new);
        same(root, new CurlyReader(schema, BYTES_MAX).read(stream(lines)), lines);
    }

    @Property(tries = 150)
    void setLines(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Branch root = new RandomTrees(schema, random).root(schema);
        List<String> lines = written(root, SetWriter::new);
        same(root, edited(Branch.empty(schema.root()), commands(schema, lines)), lines);
        List<String> again = new ArrayList<>();
        new EditLines(again::add).write(EditNodes.merging(root));
        assertEquals(lines, again);
    }

    @Property(tries = 150)
    void differenceAsCommands(@ForAll("schemas") Schema schema, @ForAll Random random) {
        RandomTrees trees = new RandomTrees(schema, random);
        Branch before = trees.root(schema);
        Branch after = trees.root(schema);
        List<String> lines = new ArrayList<>();
        new EditLines(lines::add).write(EditNodes.doing(before, Diff.between(before, after)));
        same(anyOrder(after), anyOrder(edited(before, commands(schema, lines))), lines);
    }

    @Property(tries = 150)
    void differenceAsNetconf(@ForAll("schemas") Schema schema, @ForAll Random random) throws Exception {
        RandomTrees trees = new RandomTrees(schema, random);
        Branch before = trees.root(schema);
        Branch after = trees.root(schema);
        List<String> lines = new ArrayList<>();
        new EditXml(schema, lines::add).rpc(EditNodes.doing(before, Diff.between(before, after)), "candidate");
        XMLStreamReader xml =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(String.join("\n", lines)));
        while (xml.next() != XMLStreamConstants.START_ELEMENT || !xml.getLocalName().equals("config")) {
            // The edit is in there.
        }
        same(anyOrder(after), anyOrder(edited(before, new EditReader(schema).read(xml))), lines);
    }

    /** An edit cannot change the order of a leaf-list whose order is the system's: any order is as good. */
    private static Branch anyOrder(Branch branch) {
        return Branch.of(branch.schema(), branch.children().stream().map(child -> switch (child) {
            case Values values when !values.schema().userOrdered() -> new Values(values.schema(), values.leaves().stream()
                    .sorted(Comparator.comparing(Leaf::value))
                    .toList());
            case Branch inner -> anyOrder(inner);
            case Entries entries -> Entries.of(entries.schema(), entries.stream().map(RoundTripTest::anyOrder).toList());
            default -> child;
        }).toList());
    }

    private static List<String> written(Branch root, Function<Lines, TreeSink> writer) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, writer.apply(lines::add));
        for (String line : lines) {
            assertTrue(line.indexOf('\n') < 0 && line.indexOf('\r') < 0, line);
        }
        return lines;
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static EditNode commands(Schema schema, List<String> lines) {
        SetReader.Result read = new SetReader(schema, BYTES_MAX).read(stream(lines));
        assertEquals(List.of(), read.problems(), () -> String.join("\n", lines));
        assertEquals(lines.size(), read.lines());
        return read.edit();
    }

    private static Branch edited(Branch before, EditNode edit) {
        TreeEdit.Result result = TreeEdit.apply(before, EditRequest.merge(edit));
        assertEquals(List.of(), result.errors());
        return result.root();
    }

    private static void same(Branch root, Document read, List<String> lines) {
        assertEquals(List.of(), read.problems(), () -> String.join("\n", lines));
        same(root, read.root(), lines);
    }

    private static void same(Branch expected, Branch root, List<String> lines) {
        assertTrue(Contents.same(expected, root), () -> String.join("\n", lines) + "\n" + expected + "\n" + root
                + "\n" + Diff.between(expected, root));
    }
}
