package io.braid.yang.schema;

/** The YANG modules cannot be read: a defect of the build, never of an operator's input. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
