package io.braid.yang.codec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.JsonKind;
import io.braid.yang.schema.LeafListSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a document of configuration in JSON (RFC 7951): an object with the top-level nodes. Reads on after whatever does not
 * fit the model, and tells all of it. Names may lack their module where it cannot be mistaken.
 */
public final class JsonReader {
    private static final int DEPTH_MAX = 64;

    private final Schema schema;
    private final PlainValues values;
    private final long bytesMax;
    private final JsonFactory factory;

    /**
     * A reader of configuration.
     *
     * @param schema the modules
     * @param bytesMax longest document, in bytes
     */
    public JsonReader(Schema schema, long bytesMax) {
        this.schema = schema;
        this.values = new PlainValues(schema);
        this.bytesMax = bytesMax;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength((int) Math.min(bytesMax, Integer.MAX_VALUE))
                        .build())
                .build();
    }

    /** Reads a document; the stream stays open. */
    public Document read(InputStream in) {
        Pass pass = new Pass();
        boolean complete = false;
        try (JsonParser json = factory.createParser(StrictText.of(new BoundedInput(in, bytesMax)))
                .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            pass.json = json;
            pass.document();
            complete = true;
        } catch (JacksonException e) {
            pass.assembly.problem(place(e.getLocation()), "", "not well-formed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            pass.assembly.problem(Location.UNKNOWN, "", StrictText.reason(e));
        }
        return pass.assembly.finish(complete);
    }

    private static Location place(JsonLocation at) {
        return at == null ? Location.UNKNOWN : new Location(at.getLineNr(), at.getColumnNr());
    }

    private final class Pass {
        private final Assembly assembly = new Assembly(schema);
        private JsonParser json;

        void document() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                assembly.problem(here(), "", "a document is an object: begin it with {");
                return;
            }
            object();
            if (json.nextToken() != null) {
                assembly.problem(here(), "", "a document is one object: remove what stands behind it");
            }
        }

        private Location here() {
            return place(json.currentTokenLocation());
        }

        /** The members of the object that the parser stands on, to its end. */
        private void object() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                Location at = here();
                json.nextToken();
                Optional<SchemaNode> child = child(assembly.here(), name);
                if (child.isEmpty()) {
                    assembly.problem(at, "/" + name, ShortNames.unknown(assembly.here(), name, _ -> true));
                } else if (assembly.takes(child.get(), at)) {
                    member(child.get(), at);
                    continue;
                }
                json.skipChildren();
            }
        }

        /** The node that a name means: without a module it is of the module around (RFC 7951 §4). */
        private static Optional<SchemaNode> child(InnerSchema around, String name) {
            return around.named(name)
                    .filter(child -> child.module().equals(around.module()))
                    .findFirst()
                    .or(() -> ShortNames.find(around, name, _ -> true));
        }

        private void member(SchemaNode node, Location at) throws IOException {
            switch (node) {
                case ContainerSchema container -> inner(container, at);
                case ListSchema list -> {
                    if (array(list)) {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            inner(list, here());
                        }
                    }
                }
                case LeafListSchema list -> {
                    if (array(list)) {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            value(list, here());
                        }
                    }
                }
                case LeafSchema leaf -> value(leaf, at);
            }
        }

        private boolean array(SchemaNode node) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                return true;
            }
            wrong(node, "takes an array: put what belongs to it between [ and ]");
            return false;
        }

        private void inner(InnerSchema node, Location at) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                wrong(node, "takes an object: put what belongs to it between { and }");
                return;
            }
            assembly.open(node, at);
            object();
            assembly.close();
        }

        private void wrong(SchemaNode node, String reason) throws IOException {
            assembly.problem(here(), "/" + node.pathName(), reason);
            json.skipChildren();
        }

        private void value(ValueSchema leaf, Location at) throws IOException {
            Set<JsonKind> kinds = JsonKind.all(leaf.type());
            Optional<JsonKind> kind = kind();
            if (kind.isEmpty() || !kinds.contains(kind.get())) {
                wrong(leaf, "takes " + expected(kinds));
                return;
            }
            String text = kind.get() == JsonKind.EMPTY ? "" : json.getText();
            assembly.leaf(leaf, at, () -> values.canonical(leaf, text));
        }

        /** The kind of the value that the parser stands on; of {@code [null]} it goes to the end. */
        private Optional<JsonKind> kind() throws IOException {
            return switch (json.currentToken()) {
                case VALUE_STRING -> Optional.of(JsonKind.STRING);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(JsonKind.NUMBER);
                case VALUE_TRUE, VALUE_FALSE -> Optional.of(JsonKind.BOOLEAN);
                case START_ARRAY -> nothing() ? Optional.of(JsonKind.EMPTY) : Optional.empty();
                default -> Optional.empty();
            };
        }

        private boolean nothing() throws IOException {
            boolean first = json.nextToken() == JsonToken.VALUE_NULL;
            boolean alone = true;
            if (json.currentToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    alone = false;
                    json.skipChildren();
                }
            }
            return first && alone;
        }

        private static String expected(Set<JsonKind> kinds) {
            StringBuilder text = new StringBuilder();
            for (JsonKind kind : kinds) {
                text.append(text.isEmpty() ? "" : " or ").append(switch (kind) {
                    case NUMBER -> "a number, without quotation marks";
                    case BOOLEAN -> "true or false, without quotation marks";
                    case EMPTY -> "[null]";
                    case STRING -> "a text in quotation marks";
                });
            }
            return text.toString();
        }
    }
}
