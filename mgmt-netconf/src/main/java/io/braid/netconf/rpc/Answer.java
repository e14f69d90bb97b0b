package io.braid.netconf.rpc;

import io.braid.netconf.xml.Names;
import io.braid.netconf.xml.XmlOutput;
import io.braid.yang.error.DatastoreException;
import java.io.IOException;

/** What goes into an rpc-reply. */
@FunctionalInterface
public interface Answer {
    /** Done. */
    Answer OK = out -> out.start(Names.BASE, "ok").end();

    /**
     * Writes the content.
     *
     * @throws DatastoreException if the rest cannot be had after all; the reply ends with the errors then
     */
    void write(XmlOutput out) throws IOException, DatastoreException;
}
