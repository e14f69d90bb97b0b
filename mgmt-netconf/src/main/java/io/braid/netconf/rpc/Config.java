package io.braid.netconf.rpc;

import io.braid.yang.edit.EditNode;
import io.braid.yang.error.DatastoreException;

/** A config element: what it asks for, or what is wrong with it. */
public sealed interface Config {
    /** Fits the model. */
    record Good(EditNode edit) implements Config {}

    /** Does not fit the model. */
    record Wrong(DatastoreException errors) implements Config {}

    /**
     * What it asks for.
     *
     * @throws DatastoreException with everything that is wrong with it
     */
    default EditNode edit() throws DatastoreException {
        return switch (this) {
            case Good(EditNode edit) -> edit;
            case Wrong(DatastoreException errors) -> throw errors;
        };
    }
}
