package io.braid.netconf.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML without prefixes for elements: each element that has another namespace than the one around it declares its
 * own. The text never has {@code ]]>}.
 */
public final class XmlOutput {
    private final Writer out;
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean inTag;

    private record Open(String namespace, String name) {}

    public XmlOutput(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    /** How many elements are open. */
    public int depth() {
        return open.size();
    }

    /** Begins an element. */
    public XmlOutput start(String namespace, String name) throws IOException {
        endTag();
        out.write('<');
        out.write(name);
        if (open.isEmpty() || !open.peek().namespace.equals(namespace)) {
            attribute("xmlns", namespace, true);
        }
        open.push(new Open(namespace, name));
        inTag = true;
        return this;
    }

    /** Adds an attribute to the element that was just begun; its prefix has to be declared. */
    public XmlOutput attribute(String name, String value) throws IOException {
        attribute(name, value, inTag);
        return this;
    }

    /** Declares a prefix in the element that was just begun. */
    public XmlOutput prefix(String prefix, String namespace) throws IOException {
        return attribute("xmlns:" + prefix, namespace);
    }

    private void attribute(String name, String value, boolean allowed) throws IOException {
        if (!allowed) {
            throw new IllegalStateException("no element was just begun");
        }
        out.write(' ');
        out.write(name);
        out.write("=\"");
        escape(value, true);
        out.write('"');
    }

    public XmlOutput text(String text) throws IOException {
        endTag();
        escape(text, false);
        return this;
    }

    /** Ends the element that was begun last. */
    public XmlOutput end() throws IOException {
        Open done = open.pop();
        if (inTag) {
            out.write("/>");
            inTag = false;
        } else {
            out.write("</");
            out.write(done.name);
            out.write('>');
        }
        return this;
    }

    /** An element that has text only. */
    public XmlOutput leaf(String namespace, String name, String text) throws IOException {
        start(namespace, name);
        return (text.isEmpty() ? this : text(text)).end();
    }

    /** Ends elements until no more than that many are open. */
    public void unwind(int depth) throws IOException {
        while (open.size() > depth) {
            end();
        }
    }

    /** Hands everything on to the stream, which stays open. */
    public void flush() throws IOException {
        endTag();
        out.flush();
    }

    private void endTag() throws IOException {
        if (inTag) {
            out.write('>');
            inTag = false;
        }
    }

    private void escape(String text, boolean quoted) throws IOException {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String instead = instead(text.charAt(i), quoted);
            if (instead != null) {
                out.write(text, from, i - from);
                out.write(instead);
                from = i + 1;
            }
        }
        out.write(text, from, text.length() - from);
    }

    private static String instead(char c, boolean quoted) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\r' -> "&#13;";
            case '"' -> quoted ? "&quot;" : null;
            case '\n' -> quoted ? "&#10;" : null;
            case '\t' -> quoted ? "&#9;" : null;
            // A parser refuses these in any form; what cannot be shown must not hide the rest.
            default -> c < ' ' || c == '\ufffe' || c == '\uffff' ? "\ufffd" : null;
        };
    }
}
