package io.braid.yang.codec;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueException;
import io.braid.yang.schema.ValueSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import io.braid.yang.tree.Node;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Reads an XML instance document (RFC 7950 §7): one top-level node, or several in an element {@code config}
 * or {@code data} of NETCONF's namespace. Reads on after whatever is wrong, and tells all of it.
 */
public final class XmlReader {
    private static final String NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0";
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
        private final Problems problems = new Problems();
        private final Map<Node, Location> locations = new IdentityHashMap<>();
        private final Set<Branch> damaged = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Frame root = new Frame(schema.root(), null, Location.UNKNOWN);
        private Frame top = root;
        private XmlCursor xml;

        Document read(InputStream in) {
            boolean complete = false;
            try {
                xml = new XmlCursor(new BoundedInput(in, bytesMax));
                document();
                complete = true;
            } catch (XmlCursor.Refused e) {
                problems.add(e.at(), top, "", e.getMessage());
            } catch (XMLStreamException e) {
                problems.add(XmlCursor.place(e), top, "", XmlCursor.reason(e));
            }
            while (top != root) {
                close();
            }
            return new Document(finish(root), locations, damaged, problems.inOrder(), complete);
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
                        if (top != root) {
                            close();
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!xml.text().isBlank()) {
                            problems.add(xml.atText(), top, "", "unexpected text \"" + xml.text().strip() + '"');
                        }
                    }
                    default -> {}
                }
            }
        }

        /** Reads an element; true if its end is still to come. */
        private boolean element() throws XMLStreamException {
            Optional<SchemaNode> child = top.schema().child(xml.namespace(), xml.name());
            if (child.isEmpty()) {
                problems.add(xml.at(), top, "/" + xml.name(), Unknown.reason(top.schema(), xml.namespace(), xml.name()));
                xml.skip();
                return false;
            }
            SchemaNode node = child.get();
            String step = "/" + node.pathName();
            if (!node.config()) {
                problems.add(xml.at(), top, step, "is state of the system, not configuration: remove it");
                xml.skip();
                return false;
            }
            attributes(step);
            top.conflict(node).ifPresent(other -> problems.add(
                    xml.at(), top, step, "excludes what stands before it: both belong to the choice "
                            + other.choice().name() + ", keep one"));
            return switch (node) {
                case ValueSchema value -> {
                    leaf(value, step);
                    yield false;
                }
                case InnerSchema inner -> {
                    top = new Frame(inner, top, xml.at());
                    yield true;
                }
            };
        }

        private void attributes(String step) {
            for (String attribute : xml.attributes()) {
                problems.add(xml.at(), top, step, "the attribute " + attribute + " has no meaning here: remove it");
            }
        }

        private void leaf(ValueSchema schema, String step) throws XMLStreamException {
            Location at = xml.at();
            Optional<String> text = xml.textToEnd();
            if (text.isEmpty()) {
                problems.add(at, top, step, "takes a value, not elements");
                return;
            }
            try {
                add(new Leaf(schema, schema.type().canonical(text.get(), xml.prefixes())), at, step);
            } catch (ValueException e) {
                problems.add(at, top, step, e.getMessage());
            }
        }

        private void add(Node child, Location at, String step) {
            Optional<Location> earlier = top.earlier(child, at);
            if (earlier.isPresent()) {
                problems.add(at, top, step, "is already there, in line " + earlier.get().line());
                return;
            }
            locations.put(child, at);
            top.add(child);
        }

        private void close() {
            Frame done = top;
            top = done.up().orElseThrow();
            String step = done.path().substring(top.path().length());
            if (done.schema() instanceof ListSchema list && done.key(list).isEmpty()) {
                if (!done.damaged()) {
                    problems.add(done.at(), done, "", "lacks its key: " + Unknown.keys(list));
                }
                top.damage();
                return;
            }
            add(finish(done), done.at(), step);
        }

        private Branch finish(Frame done) {
            Branch branch = done.finish();
            if (done.damaged()) {
                damaged.add(branch);
            }
            return branch;
        }
    }
}
