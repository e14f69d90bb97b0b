package io.braid.netconf.rpc;

import io.braid.netconf.frame.MessageTooBigException;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.MalformedException;
import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlInput;
import io.braid.yang.edit.EditReader;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.ErrorType;
import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads requests. */
public final class RpcParser {
    private final Schema schema;
    private final int depthMax;

    /**
     * A parser.
     *
     * @param depthMax how deep elements may be nested
     */
    public RpcParser(Schema schema, int depthMax) {
        this.schema = schema;
        this.depthMax = depthMax;
    }

    /**
     * Reads a message.
     *
     * @throws IOException if the stream fails
     * @throws RefusedException if it is no request
     */
    public Rpc parse(InputStream message) throws IOException, RefusedException {
        Element head = null;
        try {
            XmlInput in = new XmlInput(message, depthMax);
            Element root = in.root();
            if (!root.name().equals("rpc")) {
                in.skip();
                in.finish();
                throw refused(ErrorTag.UNKNOWN_ELEMENT, root.name() + " is no request: rpc is", root, null);
            }
            if (!root.namespace().equals(Names.BASE)) {
                in.skip();
                in.finish();
                throw new RefusedException(
                        error(ErrorTag.UNKNOWN_NAMESPACE, "rpc belongs to the namespace \"" + Names.BASE + '"')
                                .with(DataError.NETCONF, "bad-element", "rpc")
                                .with(DataError.NETCONF, "bad-namespace", root.namespace()),
                        root);
            }
            head = root;
            return request(in, root);
        } catch (MalformedException e) {
            ErrorTag tag = e.tooDeep() ? ErrorTag.TOO_BIG : ErrorTag.MALFORMED_MESSAGE;
            throw new RefusedException(error(tag, e.getMessage()), head);
        } catch (MessageTooBigException e) {
            throw new RefusedException(error(ErrorTag.TOO_BIG, e.getMessage()), head);
        }
    }

    private Rpc request(XmlInput in, Element head) throws IOException, MalformedException, RefusedException {
        Element operation = null;
        int count = 0;
        for (Optional<Element> child = in.child(); child.isPresent(); child = in.child()) {
            count++;
            if (count == 1) {
                operation = in.whole(child.get(), this::config);
            } else {
                in.skip();
            }
        }
        in.finish();
        if (head.attribute("message-id").isEmpty()) {
            throw new RefusedException(
                    error(ErrorTag.MISSING_ATTRIBUTE, "rpc needs the attribute message-id")
                            .with(DataError.NETCONF, "bad-attribute", "message-id")
                            .with(DataError.NETCONF, "bad-element", "rpc"),
                    head);
        }
        if (count != 1) {
            throw refused(
                    count == 0 ? ErrorTag.MISSING_ELEMENT : ErrorTag.BAD_ELEMENT,
                    "rpc has one operation in it, not " + count,
                    head,
                    head);
        }
        return new Rpc(head, operation);
    }

    private Optional<Object> config(XmlInput in, Element begun) throws IOException, MalformedException {
        if (!begun.is(Names.BASE, "config")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Config.Good(in.special(new EditReader(schema)::read)));
        } catch (DatastoreException e) {
            return Optional.of(new Config.Wrong(e));
        }
    }

    private static RefusedException refused(ErrorTag tag, String message, Element bad, Element head) {
        return new RefusedException(error(tag, message).with(DataError.NETCONF, "bad-element", bad.name()), head);
    }

    private static DataError error(ErrorTag tag, String message) {
        return new DataError(ErrorType.RPC, tag, Optional.empty(), "", message, List.of());
    }
}
