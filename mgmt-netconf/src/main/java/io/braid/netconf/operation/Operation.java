package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.yang.error.DatastoreException;

/** Performs one kind of operation. Callable from any thread. */
@FunctionalInterface
public interface Operation {
    /**
     * Performs it.
     *
     * @param request the element in rpc
     * @return what to reply
     */
    Answer perform(Caller caller, Element request) throws DatastoreException;
}
