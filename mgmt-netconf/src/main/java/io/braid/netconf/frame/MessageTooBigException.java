package io.braid.netconf.frame;

import java.io.IOException;

/** A message is longer than allowed. */
public final class MessageTooBigException extends IOException {
    private static final long serialVersionUID = 1;

    MessageTooBigException(long bytesMax) {
        super("the message is longer than " + bytesMax + " bytes");
    }
}
