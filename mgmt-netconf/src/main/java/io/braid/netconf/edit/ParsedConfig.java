package io.braid.netconf.edit;

import io.braid.yang.edit.EditNode;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import java.util.List;

/**
 * A {@code config} element.
 *
 * @param edit what it asks for
 * @param errors what is wrong with it, in the order of the text
 */
public record ParsedConfig(EditNode edit, List<DataError> errors) {
    /**
     * The edit.
     *
     * @throws DatastoreException if anything is wrong with it
     */
    public EditNode valid() throws DatastoreException {
        if (!errors.isEmpty()) {
            throw new DatastoreException(errors);
        }
        return edit;
    }
}
