package io.braid.netconf.xml;

import io.braid.yang.codec.StrictXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the elements of one document. Knows no document types, and with them no entities. */
public final class XmlInput {
    private final int depthMax;
    private final XMLStreamReader reader;
    /** Those of the open elements that were begun, the innermost first. */
    private final Deque<Prefixes> prefixes = new ArrayDeque<>(List.of(Prefixes.NONE));
    private int depth;

    /**
     * Begins to read.
     *
     * @param depthMax how deep elements may be nested
     */
    public XmlInput(InputStream in, int depthMax) throws IOException, MalformedException {
        this.depthMax = depthMax;
        try {
            // Decoded here, strictly: the parser writes to standard error when bytes are no text.
            reader = StrictXml.of(new InputStreamReader(
                    in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
        } catch (XMLStreamException e) {
            throw explained(e);
        }
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new MalformedException("the encoding " + declared + " is not accepted: write messages in UTF-8");
        }
    }

    /** Goes to the document's element, and gives it without what is in it. */
    public Element root() throws IOException, MalformedException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and processing instructions say nothing.
        }
        return begin();
    }

    /** Goes to the next child of the element that was begun last, and gives it without what is in it; empty at the end. */
    public Optional<Element> child() throws IOException, MalformedException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return Optional.of(begin());
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
    }

    /** Reads to the end of the document: what comes after its element has to be well-formed too. */
    public void finish() throws IOException, MalformedException {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // Nothing of it counts.
        }
    }

    /** Goes to the end of the element that was begun last. */
    public void skip() throws IOException, MalformedException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Goes to the end of the element that was begun last and gives its text; empty if it has elements. */
    public Optional<String> text() throws IOException, MalformedException {
        int outside = depth - 1;
        boolean nested = false;
        StringBuilder text = new StringBuilder();
        while (depth > outside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text.append(
                        reader.getText());
                case XMLStreamConstants.START_ELEMENT -> nested = true;
                default -> {}
            }
        }
        return nested ? Optional.empty() : Optional.of(text.toString());
    }

    /**
     * Goes to the end of the element that was begun last, and gives it with what is in it.
     *
     * @param special reads elements that are not to be held as elements
     */
    public Element whole(Element begun, Special special) throws IOException, MalformedException {
        Optional<Object> instead = special.read(this, begun);
        if (instead.isPresent()) {
            return begun.having(List.of(), "", instead);
        }
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(whole(begin(), special));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text.append(
                        reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return begun.having(children, text.toString(), instead);
                }
                default -> {}
            }
        }
    }

    /** Reads elements in another way than as elements. */
    @FunctionalInterface
    public interface Special {
        /** Reads the element that was begun last to its end; or touches nothing and gives nothing. */
        Optional<Object> read(XmlInput in, Element begun) throws IOException, MalformedException;
    }

    /** Lets another reader read the element that was begun last, to its end. */
    public <T, E extends Exception> T special(Reading<T, E> reading) throws IOException, MalformedException, E {
        try {
            return reading.read(reader);
        } catch (XMLStreamException e) {
            throw explained(e);
        } finally {
            ended();
        }
    }

    /** Reads an element to its end, also when it fails by its own exception. */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        T read(XMLStreamReader xml) throws XMLStreamException, E;
    }

    private void ended() {
        depth--;
        while (prefixes.size() > depth + 1) {
            prefixes.pop();
        }
    }

    private Element begin() {
        Map<String, String> declared = new HashMap<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declared.put(
                    Objects.requireNonNullElse(reader.getNamespacePrefix(i), ""),
                    Objects.requireNonNullElse(reader.getNamespaceURI(i), ""));
        }
        List<Attribute> attributes = new ArrayList<>(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new Attribute(
                    Objects.requireNonNullElse(reader.getAttributeNamespace(i), ""),
                    Objects.requireNonNullElse(reader.getAttributePrefix(i), ""),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        Prefixes inside = prefixes.peek().with(declared);
        prefixes.push(inside);
        return new Element(
                Objects.requireNonNullElse(reader.getNamespaceURI(), ""),
                reader.getLocalName(),
                attributes,
                inside,
                List.of(),
                "",
                Optional.empty());
    }

    private int next() throws IOException, MalformedException {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.DTD -> throw new MalformedException("a document type (DOCTYPE) is not accepted");
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> ended();
                default -> {}
            }
            if (depth > depthMax) {
                throw new MalformedException("elements are nested more than " + depthMax + " deep", true);
            }
            return event;
        } catch (XMLStreamException e) {
            throw explained(e);
        }
    }

    /** The parser wraps what the stream throws; that is no matter of XML. */
    private static MalformedException explained(XMLStreamException e) throws IOException {
        return switch (e.getNestedException()) {
            case CharacterCodingException _ -> new MalformedException("the message is not UTF-8");
            case IOException failure -> throw failure;
            case null, default -> new MalformedException(reason(e));
        };
    }

    private static String reason(XMLStreamException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "not well-formed XML");
        int start = message.indexOf("Message: ");
        String text = start < 0 ? message : message.substring(start + "Message: ".length());
        return e.getLocation() == null
                ? text
                : "line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ": " + text;
    }
}
