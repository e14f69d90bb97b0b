package io.braid.yang.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.JsonKind;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes a tree as JSON (RFC 7951), indented, as it is told. */
public final class JsonWriter implements TreeSink {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final Lines out;
    private final JsonGenerator json;

    /** The lists and leaf-lists whose array is open, by the object they are in; those without one are not there. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private static final class Level {
        private SchemaNode array;
    }

    public JsonWriter(Lines out) {
        this.out = out;
        try {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json = FACTORY.createGenerator(new Splitter(out))
                    .setPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                    .withObjectEmptySeparator("")
                                    .withArrayEmptySeparator(""))
                            .withObjectIndenter(lines)
                            .withArrayIndenter(lines));
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        levels.push(new Level());
    }

    @Override
    public void start(InnerSchema node, List<String> key) {
        try {
            name(node, node instanceof ListSchema);
            json.writeStartObject();
            levels.push(new Level());
            if (node instanceof ListSchema list) {
                for (int i = 0; i < key.size(); i++) {
                    leaf(list.keys().get(i), key.get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void leaf(ValueSchema node, String value) {
        try {
            name(node, node instanceof LeafListSchema);
            value(JsonKind.of(node.type(), value), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end() {
        try {
            array(null);
            levels.pop();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish() {
        end();
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.end();
    }

    private void name(SchemaNode node, boolean many) throws IOException {
        if (many && levels.element().array == node) {
            return;
        }
        array(many ? node : null);
        json.writeFieldName(node.pathName());
        if (many) {
            json.writeStartArray();
        }
    }

    /** Ends the array that is open in the object, if there is one. */
    private void array(SchemaNode next) throws IOException {
        Level level = levels.element();
        if (level.array != null) {
            json.writeEndArray();
        }
        level.array = next;
    }

    private void value(JsonKind kind, String value) throws IOException {
        switch (kind) {
            case NUMBER -> json.writeNumber(value);
            case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(value));
            case EMPTY -> json.writeRawValue("[null]");
            case STRING -> json.writeString(value);
        }
    }

    /** Gives the lines of a text on, each as soon as it is whole. */
    private static final class Splitter extends Writer {
        private final Lines out;
        private final StringBuilder line = new StringBuilder();

        Splitter(Lines out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int from, int length) {
            int start = from;
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    line.append(text, start, i - start);
                    give();
                    start = i + 1;
                }
            }
            line.append(text, start, from + length - start);
        }

        private void give() {
            out.line(line.toString());
            line.setLength(0);
        }

        @Override
        public void flush() {
            // A line that is not whole waits for its rest.
        }

        @Override
        public void close() {
            if (!line.isEmpty()) {
                give();
            }
        }
    }
}
