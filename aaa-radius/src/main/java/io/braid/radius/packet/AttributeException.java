package io.braid.radius.packet;

/** An attribute whose value is not what its type allows. */
public final class AttributeException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message names the attribute, not its value */
    public AttributeException(String message) {
        super(message);
    }
}
