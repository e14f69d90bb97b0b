package io.braid.yang.edit;

import io.braid.yang.error.DatastoreException;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Makes edits of XML, for tests. */
public final class Edits {
    private Edits() {}

    /** The edit of a config element whose content is {@code xml}; the prefixes nc and yang are declared. */
    public static EditNode read(Schema schema, String xml) throws DatastoreException, XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new StringReader("<config xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0'"
                        + " xmlns:yang='urn:ietf:params:xml:ns:yang:1'>" + xml + "</config>"));
        reader.nextTag();
        return new EditReader(schema).read(reader);
    }

    /** A merge of {@code xml}. */
    public static EditRequest merge(Schema schema, String xml) throws DatastoreException, XMLStreamException {
        return EditRequest.merge(read(schema, xml));
    }

    /** A tree with {@code xml} merged into it. */
    public static Branch merged(Schema schema, Branch root, String xml) throws DatastoreException, XMLStreamException {
        TreeEdit.Result result = TreeEdit.apply(root, merge(schema, xml));
        if (!result.errors().isEmpty()) {
            throw new DatastoreException(result.errors());
        }
        return result.root();
    }

    /** A tree of {@code xml} alone. */
    public static Branch tree(Schema schema, String xml) throws DatastoreException, XMLStreamException {
        return merged(schema, Branch.empty(schema.root()), xml);
    }

    /** What the edit makes of a tree, and the tags and paths of its errors as {@code tag path}. */
    public static List<String> errors(TreeEdit.Result result) {
        return result.errors().stream()
                .map(error -> error.tag().text() + " " + error.path())
                .toList();
    }
}
