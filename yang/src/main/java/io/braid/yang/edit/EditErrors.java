package io.braid.yang.edit;

import io.braid.yang.error.DataError;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.tree.DataPath;
import java.util.ArrayList;
import java.util.List;

/** Collects what cannot be done, up to a bound, and decides whether to go on. */
final class EditErrors {
    private static final int MAX = 100;

    private final boolean goOn;
    private final List<DataError> errors = new ArrayList<>();

    EditErrors(boolean goOn) {
        this.goOn = goOn;
    }

    void add(DataError error) {
        if (errors.size() < MAX) {
            errors.add(error);
        }
    }

    void missing(DataPath path) {
        add(DataError.data(ErrorTag.DATA_MISSING, path.text(), "does not exist"));
    }

    /** Whether an operation other than delete and remove can be done; tells why not. */
    boolean possible(Operation operation, boolean exists, DataPath path) {
        if (operation == Operation.CREATE && exists) {
            add(DataError.data(ErrorTag.DATA_EXISTS, path.text(), "exists already"));
            return false;
        }
        if (operation == Operation.NONE && !exists) {
            missing(path);
            return false;
        }
        return true;
    }

    boolean stopped() {
        return !goOn && !errors.isEmpty();
    }

    boolean none() {
        return errors.isEmpty();
    }

    List<DataError> all() {
        return List.copyOf(errors);
    }
}
