package io.braid.netconf.rpc;

import io.braid.netconf.xml.Element;
import io.braid.yang.error.DataError;
import java.util.Optional;

/** A message is no request. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient DataError error;
    private final transient Element head;

    RefusedException(DataError error, Element head) {
        super(error.message());
        this.error = error;
        this.head = head;
    }

    public DataError error() {
        return error;
    }

    /** The rpc element, as far as it was one. */
    public Optional<Element> head() {
        return Optional.ofNullable(head);
    }
}
