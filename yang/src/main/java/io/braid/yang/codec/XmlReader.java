package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Reads an XML instance document (RFC 7950 §7): one top-level node, or several in an element {@code config}
 * or {@code data} of NETCONF's namespace. Reads on after whatever is wrong, and tells all of it.
 */
public final class XmlReader {
    static final String NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final Set<String> WRAPPERS = Set.of("config", "data");

    private final Schema schema;
    private final long bytesMax;

    /**
     * A reader of configuration.
     *
     * @param schema the modules
     * @param bytesMax longest document, in bytes
     */
    public XmlReader(Schema schema, long bytesMax) {
        this.schema = schema;
        this.bytesMax = bytesMax;
    }

    /** Reads a document; the stream stays open. */
    public Document read(InputStream in) {
        return new Pass().read(in);
    }

    private final class Pass {
        private final Assembly assembly = new Assembly(schema);
        private XmlCursor xml;

        Document read(InputStream in) {
            boolean complete = false;
            try {
                xml = new XmlCursor(new BoundedInput(in, bytesMax));
                document();
                complete = true;
            } catch (XmlCursor.Refused e) {
                assembly.problem(e.at(), "", e.getMessage());
            } catch (XMLStreamException e) {
                assembly.problem(XmlCursor.place(e), "", XmlCursor.reason(e));
            }
            return assembly.finish(complete);
        }

        private void document() throws XMLStreamException {
            int depth = 0;
            while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                switch (xml.event()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        boolean wrapper =
                                depth == 0 && xml.namespace().equals(NETCONF) && WRAPPERS.contains(xml.name());
                        if (wrapper) {
                            depth++;
                            attributes("");
                        } else if (element()) {
                            depth++;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        assembly.close();
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!xml.text().isBlank()) {
                            assembly.problem(xml.atText(), "", "unexpected text \"" + xml.text().strip() + '"');
                        }
                    }
                    default -> {}
                }
            }
        }

        /** Reads an element; true if its end is still to come. */
        private boolean element() throws XMLStreamException {
            InnerSchema around = assembly.here();
            Optional<SchemaNode> child = around.child(xml.namespace(), xml.name());
            if (child.isEmpty()) {
                String reason = Unknown.reason(around, xml.namespace(), xml.name());
                assembly.problem(xml.at(), "/" + xml.name(), reason);
                xml.skip();
                return false;
            }
            SchemaNode node = child.get();
            if (!assembly.takes(node, xml.at())) {
                xml.skip();
                return false;
            }
            attributes("/" + node.pathName());
            return switch (node) {
                case ValueSchema value -> {
                    leaf(value);
                    yield false;
                }
                case InnerSchema inner -> {
                    assembly.open(inner, xml.at());
                    yield true;
                }
            };
        }

        private void attributes(String step) {
            for (String attribute : xml.attributes()) {
                assembly.problem(xml.at(), step, "the attribute " + attribute + " has no meaning here: remove it");
            }
        }

        private void leaf(ValueSchema schema) throws XMLStreamException {
            Location at = xml.at();
            Optional<String> text = xml.textToEnd();
            if (text.isEmpty()) {
                assembly.problem(at, "/" + schema.pathName(), "takes a value, not elements");
            } else {
                assembly.leaf(schema, at, () -> schema.type().canonical(text.get(), xml.prefixes()));
            }
        }
    }
}
