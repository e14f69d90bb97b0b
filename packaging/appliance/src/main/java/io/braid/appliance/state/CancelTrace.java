package io.braid.appliance.state;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Reader;

/** Ends a trace before its time. */
public final class CancelTrace implements ActionHandler {
    private final TraceConnection traces;
    private final ContainerSchema output;

    /** @param output the root of the rpc's output */
    public CancelTrace(TraceConnection traces, ContainerSchema output) {
        this.traces = traces;
        this.output = output;
    }

    @Override
    public String path() {
        return "/braid-trace:cancel-trace";
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        String name = Reader.of(input).text("trace");
        if (!traces.cancel(name)) {
            throw new DatastoreException(
                    DataError.data(ErrorTag.DATA_MISSING, "/trace", "no trace " + name + " is running"));
        }
        return Branch.empty(output);
    }
}
