package io.braid.yang.codec;

import io.braid.yang.codec.Words.Word;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link CurlyWriter} writes, and what people write like it: braces, semicolons, {@code #} for comments. Reads on
 * after whatever does not fit the model, and tells all of it.
 */
public final class CurlyReader {
    private static final int DEPTH_MAX = 64;

    private final Schema schema;
    private final PlainValues values;
    private final long bytesMax;

    /**
     * A reader of configuration.
     *
     * @param schema the modules
     * @param bytesMax longest document, in bytes
     */
    public CurlyReader(Schema schema, long bytesMax) {
        this.schema = schema;
        this.values = new PlainValues(schema);
        this.bytesMax = bytesMax;
    }

    /** Reads a document; the stream stays open. */
    public Document read(InputStream in) {
        Pass pass = new Pass();
        boolean complete = false;
        try {
            pass.text = new BufferedReader(StrictText.of(new BoundedInput(in, bytesMax)));
            pass.document();
            complete = true;
        } catch (Malformed e) {
            pass.assembly.problem(e.at, "", e.getMessage());
        } catch (IOException e) {
            pass.assembly.problem(new Location(pass.line, 1), "", StrictText.reason(e));
        }
        return pass.assembly.finish(complete);
    }

    /** What follows cannot be understood. */
    private static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Location at;

        Malformed(Location at, String message) {
            super(message);
            this.at = at;
        }
    }

    private final class Pass {
        private final Assembly assembly = new Assembly(schema);
        private BufferedReader text;
        private Iterator<Word> words = List.<Word>of().iterator();
        private int line;
        private Location at = new Location(1, 1);

        /** The words of a statement up to its mark, and where each stood. */
        private record Statement(List<Word> words, List<Location> places, String mark) {}

        void document() throws IOException {
            int depth = 0;
            for (Optional<Statement> next = statement(); next.isPresent(); next = statement()) {
                Statement statement = next.get();
                if (statement.mark.equals("}")) {
                    if (depth == 0) {
                        throw new Malformed(at, "closes a brace that was not opened");
                    }
                    depth--;
                    assembly.close();
                } else if (node(statement)) {
                    depth++;
                    if (depth > DEPTH_MAX) {
                        throw new Malformed(at, "braces are nested more than " + DEPTH_MAX + " deep");
                    }
                }
            }
            if (depth > 0) {
                throw new Malformed(at, "a closing brace is missing at the end");
            }
        }

        /** Reads a node; true if its closing brace is still to come. */
        private boolean node(Statement statement) throws IOException {
            boolean braces = statement.mark.equals("{");
            String name = statement.words.getFirst().text();
            Location start = statement.places.getFirst();
            Optional<SchemaNode> child = ShortNames.find(assembly.here(), name, SchemaNode::config);
            if (child.isEmpty()) {
                assembly.problem(
                        start, "/" + name, ShortNames.unknown(assembly.here(), name, SchemaNode::config));
            } else if (assembly.takes(child.get(), start)) {
                switch (child.get()) {
                    case InnerSchema inner -> {
                        return inner(inner, statement, braces);
                    }
                    case ValueSchema leaf when braces -> assembly.problem(
                            start, "/" + leaf.pathName(), "takes a value, not braces");
                    case ValueSchema leaf -> leaf(leaf, statement);
                }
            }
            if (braces) {
                skip();
            }
            return false;
        }

        private boolean inner(InnerSchema inner, Statement statement, boolean braces) throws IOException {
            List<LeafSchema> keys = inner instanceof ListSchema list ? list.keys() : List.of();
            int given = statement.words.size() - 1;
            if (given != keys.size()) {
                assembly.problem(statement.places.get(Math.min(given, keys.size() + 1)), "/" + inner.pathName(),
                        given > keys.size()
                                ? "takes braces behind " + (keys.isEmpty() ? "its name" : "its key")
                                : "lacks its key: " + Unknown.keys((ListSchema) inner));
                if (braces) {
                    skip();
                }
                return false;
            }
            assembly.open(inner, statement.places.getFirst());
            for (int i = 0; i < keys.size(); i++) {
                value(keys.get(i), statement, i + 1);
            }
            if (!braces) {
                assembly.close();
            }
            return braces;
        }

        private void leaf(ValueSchema leaf, Statement statement) {
            int last = statement.words.size() - 1;
            String step = "/" + leaf.pathName();
            if (!SetWriter.takesWord(leaf)) {
                if (last == 0) {
                    assembly.leaf(leaf, statement.places.getFirst(), () -> "");
                } else {
                    assembly.problem(statement.places.get(1), step, "takes no value: end it with a semicolon");
                }
            } else if (last == 1) {
                value(leaf, statement, 1);
            } else if (leaf instanceof LeafListSchema && last >= 2 && mark(statement.words.get(1), "[")
                    && mark(statement.words.get(last), "]")) {
                for (int i = 2; i < last; i++) {
                    value(leaf, statement, i);
                }
            } else {
                assembly.problem(statement.places.get(Math.min(last, 2)), step, last == 0
                        ? "lacks its value"
                        : "takes one value: put a text with spaces in quotation marks"
                                + (leaf instanceof LeafListSchema ? ", and several values between [ and ]" : ""));
            }
        }

        private void value(ValueSchema leaf, Statement statement, int i) {
            assembly.leaf(
                    leaf, statement.places.get(i), () -> values.canonical(leaf, statement.words.get(i).text()));
        }

        /** Goes to the brace that closes the one just read. */
        private void skip() throws IOException {
            int open = 1;
            while (open > 0) {
                Word word = next().orElseThrow(() -> new Malformed(at, "a closing brace is missing at the end"));
                open += mark(word, "{") ? 1 : mark(word, "}") ? -1 : 0;
            }
        }

        /** The next statement; empty at the end. */
        private Optional<Statement> statement() throws IOException {
            Statement statement = new Statement(new ArrayList<>(), new ArrayList<>(), "");
            for (Optional<Word> next = next(); next.isPresent(); next = next()) {
                Word word = next.get();
                boolean end = mark(word, "}");
                if (end || mark(word, "{") || mark(word, ";")) {
                    if (statement.words.isEmpty() != end) {
                        throw new Malformed(at, end ? "a semicolon is missing before the brace" : "a name is missing here");
                    }
                    return Optional.of(new Statement(statement.words, statement.places, word.text()));
                }
                statement.words.add(word);
                statement.places.add(at);
            }
            if (!statement.words.isEmpty()) {
                throw new Malformed(at, "a semicolon is missing at the end");
            }
            return Optional.empty();
        }

        private Optional<Word> next() throws IOException {
            while (!words.hasNext()) {
                String read = text.readLine();
                if (read == null) {
                    return Optional.empty();
                }
                line++;
                words = uncommented(Words.split(read, Words.BRACES)).iterator();
            }
            Word word = words.next();
            at = new Location(line, word.start() + 1);
            if (word.open()) {
                throw new Malformed(at, "the closing quotation mark is missing");
            }
            return Optional.of(word);
        }

        private static List<Word> uncommented(List<Word> all) {
            for (int i = 0; i < all.size(); i++) {
                if (!all.get(i).quoted() && all.get(i).text().startsWith("#")) {
                    return all.subList(0, i);
                }
            }
            return all;
        }

        private static boolean mark(Word word, String mark) {
            return !word.quoted() && word.text().equals(mark);
        }
    }
}
