package io.braid.yang.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks through an XML text. Refuses document types, and with them entities and their expansion, and deep nesting. */
final class XmlCursor {
    private static final int DEPTH_MAX = 64;
    private static final Location START = new Location(1, 1);

    private final XMLStreamReader reader;
    private int depth;
    private Location at = Location.UNKNOWN;

    /** The text is well-formed so far, but nothing that is read here. */
    static final class Refused extends XMLStreamException {
        private static final long serialVersionUID = 1;
        private final transient Location at;

        Refused(String message, Location at) {
            super(message);
            this.at = at;
        }

        Location at() {
            return at;
        }
    }

    XmlCursor(InputStream in) throws XMLStreamException {
        reader = StrictXml.of(text(in));
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new Refused("the encoding " + declared + " is not accepted: write the document in UTF-8", START);
        }
    }

    /** Decodes here, strictly: the parser writes to standard error when bytes are no text. */
    private static Reader text(InputStream in) throws XMLStreamException {
        try {
            return StrictText.of(in);
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }

    int next() throws XMLStreamException {
        var before = reader.getLocation();
        // After text, the parser stands behind the < that ended it.
        int ahead = reader.getEventType() == XMLStreamConstants.CHARACTERS ? 1 : 0;
        int event = reader.next();
        at = new Location(before.getLineNumber(), before.getColumnNumber() - ahead);
        switch (event) {
            case XMLStreamConstants.DTD -> throw new Refused("a document type (DOCTYPE) is not accepted: remove it", at);
            case XMLStreamConstants.START_ELEMENT -> depth++;
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {}
        }
        if (depth > DEPTH_MAX) {
            throw new Refused("elements are nested more than " + DEPTH_MAX + " deep", at);
        }
        return event;
    }

    int event() {
        return reader.getEventType();
    }

    /** Where the event begins. */
    Location at() {
        return at;
    }

    /** Where the text of the event begins, after its white space. */
    Location atText() {
        String text = reader.getText();
        String blank = text.substring(0, text.length() - text.stripLeading().length());
        int lines = (int) blank.chars().filter(c -> c == '\n').count();
        int column = lines == 0 ? at.column() + blank.length() : blank.length() - blank.lastIndexOf('\n');
        return new Location(at.line() + lines, column);
    }

    String name() {
        return reader.getLocalName();
    }

    String namespace() {
        return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
    }

    String text() {
        return reader.getText();
    }

    NamespaceContext prefixes() {
        return reader.getNamespaceContext();
    }

    List<String> attributes() {
        return IntStream.range(0, reader.getAttributeCount())
                .mapToObj(reader::getAttributeLocalName)
                .toList();
    }

    /** Goes to the end of the element. */
    void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Goes to the end of the element and gives its text; empty if it had elements. */
    Optional<String> textToEnd() throws XMLStreamException {
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

    static Location place(XMLStreamException e) {
        return e.getLocation() == null
                ? Location.UNKNOWN
                : new Location(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    }

    /** What the parser says, without the place that it puts before it. */
    static String reason(XMLStreamException e) {
        switch (e.getNestedException()) {
            case BoundedInput.TooLong tooLong -> {
                return tooLong.getMessage();
            }
            case CharacterCodingException _ -> {
                return "not well-formed XML: the document is not UTF-8";
            }
            case IOException failure -> {
                return "cannot be read: " + failure.getMessage();
            }
            case null, default -> {}
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "unreadable");
        int start = message.indexOf("Message: ");
        return "not well-formed XML: " + (start < 0 ? message : message.substring(start + "Message: ".length()));
    }
}
