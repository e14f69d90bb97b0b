package io.braid.cli.session;

/** A command cannot be done; the message says why and what to do. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
