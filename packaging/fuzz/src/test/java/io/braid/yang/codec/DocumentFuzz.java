package io.braid.yang.codec;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Texts of configuration. The first byte of an input chooses the format. A text without a fault is written in the same
 * format, and read again.
 */
public final class DocumentFuzz {
    private static final int BYTES_MAX = 1_024;

    private record Format(Reading reading, Function<Lines, TreeSink> writing) {}

    private interface Reading {
        Document read(Schema schema, int bytesMax, InputStream in);
    }

    private static final List<Format> FORMATS = List.of(
            new Format(
                    (schema, most, in) -> new XmlReader(schema, most).read(in),
                    out -> new XmlWriter(Models.braid(), "config", out)),
            new Format((schema, most, in) -> new JsonReader(schema, most).read(in), JsonWriter::new),
            new Format((schema, most, in) -> new CurlyReader(schema, most).read(in), CurlyWriter::new));

    private DocumentFuzz() {}

    /** Called by the fuzzer before its time begins: the model is read by then. */
    public static void fuzzerInitialize() {
        Models.braid();
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] text = Arrays.copyOfRange(input, 1, input.length);
        int choice = Math.floorMod(input[0], FORMATS.size() + 1);
        long fair = 2 * 1024 * 1024 + 16 * 1024L * input.length;
        if (choice == FORMATS.size()) {
            Allocation.within(fair, () -> commands(text));
            return;
        }
        Format format = FORMATS.get(choice);
        Document document = Allocation.within(
                fair, () -> format.reading().read(Models.braid(), BYTES_MAX, new ByteArrayInputStream(text)));
        Check.that(document.complete() || !document.problems().isEmpty(), "not read to its end, and no reason");
        Check.that(!document.complete() || text.length <= BYTES_MAX, "longer than it may be");
        said(document.problems());
        if (document.problems().isEmpty()) {
            again(format, document.root());
        }
    }

    private static void again(Format format, Branch root) {
        List<String> lines = written(format, root);
        Document document = format.reading().read(
                Models.braid(),
                Integer.MAX_VALUE,
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        Check.same(List.of(), document.problems());
        Check.same(lines, written(format, document.root()));
    }

    private static List<String> written(Format format, Branch root) {
        List<String> lines = new ArrayList<>();
        TreeWalk.whole(root, format.writing().apply(lines::add));
        return lines;
    }

    private static boolean commands(byte[] text) {
        SetReader.Result result = new SetReader(Models.braid(), BYTES_MAX).read(new ByteArrayInputStream(text));
        said(result.problems());
        return result.problems().isEmpty();
    }

    private static void said(List<Problem> problems) {
        for (Problem problem : problems) {
            Check.that(!problem.toString().isBlank(), "a problem that says nothing");
        }
    }
}
