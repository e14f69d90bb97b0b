package io.braid.netconf.rpc;

import io.braid.netconf.data.ValueWriter;
import io.braid.netconf.frame.FrameWriter;
import io.braid.netconf.xml.Attribute;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.error.ErrorType;
import io.braid.yang.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies. */
public final class ReplyWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    private final Schema schema;
    private final FrameWriter frames;

    public ReplyWriter(Schema schema, FrameWriter frames) {
        this.schema = schema;
        this.frames = frames;
    }

    /** Writes a reply with these errors. */
    public void refuse(Optional<Element> head, List<DataError> errors) throws IOException {
        reply(head, out -> {
            throw new DatastoreException(errors);
        });
    }

    /** Writes a reply; what fails while it is written ends it with errors. Tells whether there were none. */
    public boolean reply(Optional<Element> head, Answer answer) throws IOException {
        try (OutputStream message = frames.message()) {
            XmlOutput out = new XmlOutput(message);
            out.start(Names.BASE, "rpc-reply");
            if (head.isPresent()) {
                repeat(out, head.get());
            }
            List<DataError> errors = content(out, answer);
            out.unwind(1);
            for (DataError error : errors) {
                error(out, error);
            }
            out.unwind(0);
            out.flush();
            return errors.isEmpty();
        }
    }

    private static List<DataError> content(XmlOutput out, Answer answer) throws IOException {
        try {
            answer.write(out);
            return List.of();
        } catch (DatastoreException e) {
            return e.errors();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            LOG.error("msg=\"a reply could not be completed\"", e);
            return List.of(internal());
        }
    }

    /** What the user is told of a defect of this program; the log has the rest. */
    public static DataError internal() {
        return new DataError(
                ErrorType.APPLICATION,
                ErrorTag.OPERATION_FAILED,
                Optional.empty(),
                "",
                "internal error: the log of the appliance tells more",
                List.of());
    }

    /** RFC 6241 §4.1: all attributes of rpc, as they were. */
    private static void repeat(XmlOutput out, Element head) throws IOException {
        Set<String> used =
                head.attributes().stream().map(Attribute::prefix).collect(Collectors.toSet());
        for (String prefix : used) {
            if (!prefix.isEmpty() && !prefix.equals("xml")) {
                out.prefix(prefix, head.prefixes().getNamespaceURI(prefix));
            }
        }
        for (Attribute attribute : head.attributes()) {
            String name = attribute.prefix().isEmpty() ? attribute.name() : attribute.prefix() + ":" + attribute.name();
            out.attribute(name, attribute.value());
        }
    }

    private void error(XmlOutput out, DataError error) throws IOException {
        out.start(Names.BASE, "rpc-error");
        out.leaf(Names.BASE, "error-type", error.type().text());
        out.leaf(Names.BASE, "error-tag", error.tag().text());
        out.leaf(Names.BASE, "error-severity", "error");
        if (error.appTag().isPresent()) {
            out.leaf(Names.BASE, "error-app-tag", error.appTag().get());
        }
        if (!error.path().isEmpty()) {
            out.start(Names.BASE, "error-path");
            new ValueWriter(schema).path(out, error.path());
            out.end();
        }
        if (!error.message().isEmpty()) {
            out.start(Names.BASE, "error-message").attribute("xml:lang", "en").text(error.message()).end();
        }
        if (!error.info().isEmpty()) {
            out.start(Names.BASE, "error-info");
            for (DataError.Info info : error.info()) {
                out.start(info.namespace(), info.name());
                if (info.namespace().equals(Names.YANG) && info.value().startsWith("/")) {
                    new ValueWriter(schema).path(out, info.value());
                } else {
                    out.text(info.value());
                }
                out.end();
            }
            out.end();
        }
        out.end();
    }
}
