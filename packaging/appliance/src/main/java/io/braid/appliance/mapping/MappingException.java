package io.braid.appliance.mapping;

/** The engine's records refuse what the model allowed: a condition is missing in the model. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String path;

    MappingException(String path, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.path = path;
    }

    /** Where in the data. */
    public String path() {
        return path;
    }
}
