package io.braid.cli.session;

/** The operator has broken a command off, or is gone. */
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Cancelled() {
        super("cancelled", null, false, false);
    }
}
