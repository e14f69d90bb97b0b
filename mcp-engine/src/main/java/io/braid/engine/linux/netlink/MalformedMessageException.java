package io.braid.engine.linux.netlink;

import java.io.IOException;

/** Bytes that are no netlink message: a length that leaves its buffer, or an attribute of the wrong size. */
final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String what) {
        super(what);
    }
}
