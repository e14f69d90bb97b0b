package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.edit.EditRequest;
import io.braid.yang.edit.TreeEdit;
import io.braid.yang.schema.Kitchen;
import io.braid.yang.schema.Market;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever becomes of JSON, of text with braces and of set-lines, reading them ends with problems, never with an exception. */
class DamagedTextsTest {
    private static final int BYTES_MAX = 1 << 20;
    private static final List<String> PIECES = List.of(
            "{", "}", "[", "]", ";", ":", ",", "\"", "\\", "\\u12", "\\ud800", "\n", "\0", "\u001b", "#", "|", "null", "[null]", "1e999",
            "-", "set ", "delete ", "insert ", "first", " before ", "\ufffe", "\ud83d\ude00", "//", "/*", "@", "k:", "..");

    @Provide
    Arbitrary<Schema> schemas() {
        return Arbitraries.of(Kitchen.SCHEMA, Market.SCHEMA, Models.braid());
    }

    @Property(tries = 200)
    void json(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Document read = new JsonReader(schema, BYTES_MAX).read(damaged(written(schema, random, JsonWriter::new), random));
        assertNotNull(read.root());
        assertTrue(read.complete() || !read.problems().isEmpty());
    }

    @Property(tries = 200)
    void braces(@ForAll("schemas") Schema schema, @ForAll Random random) {
        Document read = new CurlyReader(schema, BYTES_MAX).read(damaged(written(schema, random, CurlyWriter::new), random));
        assertNotNull(read.root());
        assertTrue(read.complete() || !read.problems().isEmpty());
    }

    @Property(tries = 200)
    void setLines(@ForAll("schemas") Schema schema, @ForAll Random random) {
        SetReader.Result read = new SetReader(schema, BYTES_MAX).read(damaged(written(schema, random, SetWriter::new), random));
        assertNotNull(TreeEdit.apply(Branch.empty(schema.root()), EditRequest.merge(read.edit())));
    }

    /** Lines of commands in any order, many of them senseless, make an edit or problems. */
    @Property(tries = 200)
    void anyCommands(@ForAll("schemas") Schema schema, @ForAll Random random) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(new RandomTrees(schema, random).root(schema), new SetWriter(lines::add));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40 && !lines.isEmpty(); i++) {
            String line = lines.get(random.nextInt(lines.size())).substring("set ".length());
            String[] words = line.split(" ");
            String part = String.join(" ", List.of(words).subList(0, 1 + random.nextInt(words.length)));
            switch (random.nextInt(3)) {
                case 0 -> text.append("set ").append(line).append('\n');
                case 1 -> text.append("delete ").append(part).append('\n');
                default -> text.append("insert ").append(part).append(random.nextBoolean() ? " first\n" : " after a\n");
            }
        }
        SetReader.Result read = new SetReader(schema, BYTES_MAX).read(stream(text.toString()));
        assertNotNull(TreeEdit.apply(Branch.empty(schema.root()), EditRequest.merge(read.edit())));
    }

    private static String written(Schema schema, Random random, Function<Lines, TreeSink> writer) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(new RandomTrees(schema, random).root(schema), writer.apply(lines::add));
        return String.join("\n", lines);
    }

    private static InputStream damaged(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
