package io.braid.yang.port;

import io.braid.yang.error.DatastoreException;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;

/** Performs an action (RFC 7950 §7.15) or an rpc (§7.14) of the model. */
public interface ActionHandler {
    /** The path in the schema, such as {@code /braid-mcp:mcp/conversions/conversion/clear}; of an rpc {@code /module:name}. */
    String path();

    /**
     * Performs it. Callable from any thread.
     *
     * @param session who asks, for the locks too; access was checked
     * @param on the node whose action it is; the root for an rpc
     * @param input the valid input
     * @return the output; without children if there is none
     */
    Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException;
}
