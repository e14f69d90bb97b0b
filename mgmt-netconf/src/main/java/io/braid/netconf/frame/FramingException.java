package io.braid.netconf.frame;

import java.io.IOException;

/** The stream breaks the framing: nobody knows where the next message begins, the session has to end (RFC 6242 §4.2). */
public final class FramingException extends IOException {
    private static final long serialVersionUID = 1;

    FramingException(String message) {
        super(message);
    }
}
