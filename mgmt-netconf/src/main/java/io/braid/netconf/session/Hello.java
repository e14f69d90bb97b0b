package io.braid.netconf.session;

import io.braid.netconf.frame.FrameWriter;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.MalformedException;
import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlInput;
import io.braid.netconf.xml.XmlOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The exchange of capabilities (RFC 6241 §8.1). */
final class Hello {
    private static final String BASE_1_0 = "urn:ietf:params:netconf:base:1.0";
    private static final String BASE_1_1 = "urn:ietf:params:netconf:base:1.1";

    private Hello() {}

    /** The peer's hello makes a session impossible. */
    static final class BadHelloException extends Exception {
        private static final long serialVersionUID = 1;

        BadHelloException(String message) {
            super(message);
        }
    }

    static void send(FrameWriter frames, Collection<String> capabilities, long sessionId) throws IOException {
        try (OutputStream message = frames.message()) {
            XmlOutput out = new XmlOutput(message);
            out.start(Names.BASE, "hello").start(Names.BASE, "capabilities");
            for (String capability : capabilities) {
                out.leaf(Names.BASE, "capability", capability);
            }
            out.end().leaf(Names.BASE, "session-id", Long.toString(sessionId)).end();
            out.flush();
        }
    }

    /** Reads the peer's hello; true if both sides speak base:1.1. */
    static boolean read(InputStream message, int depthMax) throws IOException, BadHelloException {
        Element hello;
        try {
            XmlInput in = new XmlInput(message, depthMax);
            hello = in.whole(in.root(), (_, _) -> Optional.empty());
            in.finish();
        } catch (MalformedException e) {
            throw new BadHelloException("the hello is not well-formed: " + e.getMessage());
        }
        if (!hello.is(Names.BASE, "hello")) {
            throw new BadHelloException("the first message is no hello of NETCONF, but " + hello.name());
        }
        if (hello.child("session-id").isPresent()) {
            throw new BadHelloException("a client's hello has no session-id");
        }
        Set<String> capabilities = hello.child("capabilities").map(Element::children).orElse(List.of()).stream()
                .filter(each -> each.is(Names.BASE, "capability"))
                .map(Element::value)
                .collect(Collectors.toSet());
        if (!capabilities.contains(BASE_1_0) && !capabilities.contains(BASE_1_1)) {
            throw new BadHelloException("the peer speaks neither base:1.0 nor base:1.1");
        }
        return capabilities.contains(BASE_1_1);
    }
}
