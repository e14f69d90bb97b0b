package io.braid.appliance.state;

import io.braid.engine.relay.Directory;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;

/** Ends a conversion. */
public final class ClearConversion implements ActionHandler {
    private final Directory conversions;
    private final ContainerSchema output;

    /** @param output the root of the action's output */
    public ClearConversion(Directory conversions, ContainerSchema output) {
        this.conversions = conversions;
        this.output = output;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/conversions/conversion/clear";
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        String id = on.key().orElseThrow().values().getFirst();
        if (!conversions.clear(ConversionView.id(id))) {
            throw new DatastoreException(
                    DataError.data(ErrorTag.DATA_MISSING, on.text(), "this conversion has ended already"));
        }
        return Branch.empty(output);
    }
}
