package io.braid.yang.operate;

import io.braid.yang.access.AccessControl;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.validate.Validator;
import io.braid.yang.validate.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what performs an action or rpc of the model (RFC 7950 §7.14, §7.15), and lets it. */
public final class Handlers {
    private final Schema schema;
    private final AccessControl access;
    private final Map<String, ActionHandler> byPath = new HashMap<>();

    /**
     * Knows these handlers.
     *
     * @param access who may have what performed
     * @throws IllegalArgumentException if two perform the same
     */
    public Handlers(Schema schema, AccessControl access, Collection<ActionHandler> all) {
        this.schema = schema;
        this.access = access;
        for (ActionHandler handler : all) {
            if (byPath.put(handler.path(), handler) != null) {
                throw new IllegalArgumentException("two handlers of " + handler.path());
            }
        }
    }

    /** Whether an operation of the model can be performed here. */
    public boolean performs(OperationSchema operation) {
        return byPath.containsKey(operation.path());
    }

    /**
     * Performs an operation with an input, which is checked as configuration is checked.
     *
     * @param on the node whose action it is, which exists; the root for an rpc
     * @return the output; without children if there is none
     * @throws DatastoreException also if the session is not allowed to
     */
    public Branch invoke(Session session, OperationSchema operation, DataPath on, Branch input)
            throws DatastoreException {
        access.checkOperation(session, operation, on);
        ActionHandler handler = byPath.get(operation.path());
        if (handler == null) {
            throw new DatastoreException(DataError.protocol(
                            ErrorTag.OPERATION_NOT_SUPPORTED, operation.name() + " cannot be done here")
                    .with(DataError.NETCONF, "bad-element", operation.name()));
        }
        List<DataError> errors = new Validator(new Schema(operation.input(), schema.notifications(), schema.context(), schema.digest()))
                .validate(input).stream().map(Handlers::error).toList();
        if (!errors.isEmpty()) {
            throw new DatastoreException(errors);
        }
        return handler.invoke(session, on, input);
    }

    private static DataError error(Violation violation) {
        ErrorTag tag = switch (violation.kind()) {
            case MANDATORY -> ErrorTag.MISSING_ELEMENT;
            case MANDATORY_CHOICE -> ErrorTag.DATA_MISSING;
            case LEAFREF -> ErrorTag.DATA_MISSING;
            case WHEN -> ErrorTag.UNKNOWN_ELEMENT;
            case MUST, TOO_FEW, TOO_MANY, UNIQUE -> ErrorTag.OPERATION_FAILED;
        };
        DataError error = DataError.data(tag, violation.path(), violation.message());
        return violation.appTag().map(error::tagged).orElse(error);
    }
}
