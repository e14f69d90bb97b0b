package io.braid.yang.codec;

import java.io.Reader;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * The JDK's parser as texts of strangers need it: it opens nothing that a text names, and fails by
 * {@link XMLStreamException} alone.
 */
public final class StrictXml extends StreamReaderDelegate {
    private StrictXml(XMLStreamReader parser) {
        super(parser);
    }

    /** Begins to parse. */
    public static XMLStreamReader of(Reader text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new StrictXml(factory.createXMLStreamReader(text));
        } catch (RuntimeException e) {
            throw new XMLStreamException("not well-formed XML", e);
        }
    }

    @Override
    public int next() throws XMLStreamException {
        try {
            return super.next();
        } catch (NoSuchElementException e) {
            // Asked for more than there is: the caller's fault.
            throw e;
        } catch (RuntimeException e) {
            // The parser lacks the words for some faults, as for a wrong character in a document type, and fails over that.
            throw new XMLStreamException("not well-formed XML", getLocation(), e);
        }
    }
}
