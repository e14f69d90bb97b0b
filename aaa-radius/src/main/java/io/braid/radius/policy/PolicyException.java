package io.braid.radius.policy;

/** What a server tells of a subscriber cannot be applied: an Access-Accept is a Reject then, a CoA-Request is refused. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCause errorCause;

    /** @param message names attributes; of values only those that tell nothing of who the subscriber is */
    public PolicyException(ErrorCause errorCause, String message) {
        super(message);
        this.errorCause = errorCause;
    }

    public ErrorCause errorCause() {
        return errorCause;
    }
}
