package io.braid.yang.error;

import java.util.List;
import java.util.stream.Collectors;

/** The datastore refuses; it tells everything that is wrong at once. */
public final class DatastoreException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<DataError> errors;

    public DatastoreException(DataError error) {
        this(List.of(error));
    }

    /**
     * Refuses for several reasons.
     *
     * @param errors at least one
     */
    public DatastoreException(List<DataError> errors) {
        super(errors.stream()
                .map(error -> error.path().isEmpty() ? error.message() : error.path() + ": " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** The reasons; at least one. */
    public List<DataError> errors() {
        return errors;
    }
}
