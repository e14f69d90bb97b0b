package io.braid.yang.codec;

import io.braid.yang.error.QualifiedPath;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.schema.ValueSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Writes a tree as XML (RFC 7950 §7) in an element around its top-level nodes; an element a line. */
public final class XmlWriter implements TreeSink {
    private static final String STEP = "  ";

    private final Schema schema;
    private final Lines out;
    private final String closing;
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<String> namespaces = new ArrayDeque<>();

    /**
     * Begins a document.
     *
     * @param wrapper the element around, of NETCONF's namespace: {@code config} or {@code data}
     */
    public XmlWriter(Schema schema, String wrapper, Lines out) {
        this.schema = schema;
        this.out = out;
        this.closing = "</" + wrapper + ">";
        out.line("<" + wrapper + " xmlns=\"" + XmlReader.NETCONF + "\">");
    }

    /**
     * Writes into an element of NETCONF's namespace that others began, and will end.
     *
     * @param depth how many elements there are around
     */
    XmlWriter(Schema schema, int depth, Lines out) {
        this.schema = schema;
        this.out = out;
        this.closing = "";
        for (int i = 1; i < depth; i++) {
            names.push("");
            namespaces.push(XmlReader.NETCONF);
        }
    }

    @Override
    public void start(InnerSchema node, List<String> key) {
        start(node, key, "");
    }

    /** Begins an element with further attributes, each with a space before it. */
    void start(InnerSchema node, List<String> key, String attributes) {
        out.line(indent() + opening(node) + attributes + ">");
        names.push(node.name());
        namespaces.push(node.namespace());
        if (node instanceof ListSchema list) {
            for (int i = 0; i < key.size(); i++) {
                LeafSchema leaf = list.keys().get(i);
                leaf(leaf, key.get(i));
            }
        }
    }

    @Override
    public void leaf(ValueSchema node, String value) {
        leaf(node, value, "");
    }

    /** A leaf with further attributes, each with a space before it. */
    void leaf(ValueSchema node, String value, String attributes) {
        String text = value;
        Set<String> modules = Set.of();
        if (node.type().mayBeIdentity() && schema.isIdentity(value)) {
            modules = Set.of(value.substring(0, value.indexOf(':')));
        } else if (node.type().mayBePath() && value.startsWith("/")) {
            QualifiedPath path = QualifiedPath.of(value);
            modules = path.modules();
            text = path.text();
        }
        String start = indent() + opening(node) + attributes + prefixes(modules);
        out.line(text.isEmpty() ? start + "/>" : start + ">" + escaped(text) + "</" + node.name() + ">");
    }

    /** The declarations of names of modules as prefixes, each with a space before it. */
    String prefixes(Set<String> modules) {
        StringBuilder declared = new StringBuilder();
        for (String module : modules) {
            schema.namespace(module)
                    .ifPresent(uri -> declared.append(" xmlns:").append(module).append("=\"").append(escaped(uri)).append('"'));
        }
        return declared.toString();
    }

    @Override
    public void end() {
        namespaces.pop();
        String name = names.pop();
        out.line(indent() + "</" + name + ">");
    }

    @Override
    public void finish() {
        if (!closing.isEmpty()) {
            out.line(closing);
        }
        out.end();
    }

    private String indent() {
        return STEP.repeat(names.size() + 1);
    }

    private String opening(SchemaNode node) {
        return node.namespace().equals(namespaces.peek())
                ? "<" + node.name()
                : "<" + node.name() + " xmlns=\"" + escaped(node.namespace()) + '"';
    }

    /** A text as content or attribute; in one line, and with its white space whatever a parser does to it. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t', '\u0085', '\u2028' -> escaped.append("&#").append((int) c).append(';');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
