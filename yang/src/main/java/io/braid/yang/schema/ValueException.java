package io.braid.yang.schema;

/** A text is no value of a type; the message says what is allowed. */
public final class ValueException extends Exception {
    private static final long serialVersionUID = 1;

    ValueException(String message) {
        super(message);
    }
}
